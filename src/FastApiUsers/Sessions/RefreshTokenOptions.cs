namespace FastApiUsers.Sessions;

/// <summary>The refresh tokens of a backend, bound from <c>FastApiUsers:Backends:NAME:RefreshTokens</c>. They live as long as their session.</summary>
public sealed class RefreshTokenOptions
{
    /// <summary>
    /// How long after a refresh token was used it may be used again, with the same successor for an answer: for requests that several
    /// tabs make at once, and for an answer that was lost. That holds for the last eight of a session. After that its use is theft, and ends the session (RFC 9700 section 4.14.2).
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);
}
