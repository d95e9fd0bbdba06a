namespace FastApiUsers.Sessions;

/// <summary>A sign-in of a user on one device: all its tokens, those that a refresh issues too, name it and end with it.</summary>
/// <typeparam name="TId">The type of the user's id.</typeparam>
public sealed record UserSession<TId>
{
    /// <summary>The length of <see cref="UsedRefreshTokens"/>.</summary>
    public const int MaximumUsedLength = 512;

    /// <summary>The id (<see cref="SessionId"/>). It is no secret: who knows it can do nothing with it.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required TId UserId { get; init; }

    /// <summary>The name of the backend that it was made with. The tokens of another do not work for it.</summary>
    public required string Backend { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to about a minute.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends at the latest. Nothing extends it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How the user proved who they are: <c>password</c> for the login route.</summary>
    public required string AuthenticationMethod { get; init; }

    /// <summary>When the user did so.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>What the client said of itself when the session began, shortened to <see cref="SessionClient.MaximumUserAgentLength"/> characters.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The address of the client when the session began.</summary>
    public string? IpAddress { get; init; }

    /// <summary>When it was ended, or <see langword="null"/>.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The hash of the refresh token that counts; <see langword="null"/> where the backend has none.</summary>
    public string? RefreshTokenHash { get; init; }

    /// <summary>The hashes of those that were used lately, with the time of their use, as text that the store does not read; at most <see cref="MaximumUsedLength"/> characters.</summary>
    public string? UsedRefreshTokens { get; init; }

    /// <summary>Names the session alone.</summary>
    public override string ToString() => $"Session {Id}";
}
