namespace FastApiUsers.Authentication;

/// <summary>The answer to a sign-in, and to a refresh, of a backend with refresh tokens (RFC 6749 section 5.1).</summary>
public sealed class BearerRefreshResponse
{
    /// <summary>The access token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Always <c>bearer</c>.</summary>
    public required string TokenType { get; init; }

    /// <summary>How long the access token is good for, in seconds.</summary>
    public required long ExpiresIn { get; init; }

    /// <summary>The refresh token, which works once.</summary>
    public required string RefreshToken { get; init; }
}
