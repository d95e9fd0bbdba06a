namespace FastApiUsers.OAuth;

/// <summary>A provider did not do what was asked of it. No message holds a token, a code or a secret.</summary>
/// <param name="kind">What went wrong.</param>
/// <param name="message">The reason for the log.</param>
/// <param name="error">The provider's error code (RFC 6749 section 5.2), where it gave one.</param>
/// <param name="innerException">What led to it.</param>
public sealed class OAuthException(OAuthFailure kind, string message, string? error = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public OAuthFailure Kind { get; } = kind;

    /// <summary>The provider's error code, such as <c>invalid_grant</c>.</summary>
    public string? Error { get; } = error;
}
