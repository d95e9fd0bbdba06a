namespace FastApiUsers.Authentication;

/// <summary>Who a request signed in as, whether or not the endpoint admits them.</summary>
public abstract class CurrentUserFeature
{
    private protected CurrentUserFeature()
    {
    }

    /// <summary>The token that the request carried.</summary>
    public required string Token { get; init; }

    /// <summary>The name of the backend that read it.</summary>
    public required string Backend { get; init; }

    /// <summary>The authentication scheme that found the user last: that scheme has answered this request, and need not be asked again.</summary>
    internal string? Scheme { get; set; }

    /// <summary>The session; <see langword="null"/> where this kind of users has none.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether the user is active.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether the user is verified.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Whether the user is a superuser.</summary>
    public required bool IsSuperuser { get; init; }
}
