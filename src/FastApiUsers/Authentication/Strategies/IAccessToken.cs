namespace FastApiUsers.Authentication;

/// <summary>An opaque token as it is stored.</summary>
/// <typeparam name="TId">The type of the user's id.</typeparam>
public interface IAccessToken<TId>
{
    /// <summary>The token, or its hash (<see cref="Tokens.TokenStorage"/>).</summary>
    string Token { get; }

    /// <summary>The user that it signs in.</summary>
    TId UserId { get; }

    /// <summary>When it was issued.</summary>
    DateTimeOffset CreatedAt { get; }
}
