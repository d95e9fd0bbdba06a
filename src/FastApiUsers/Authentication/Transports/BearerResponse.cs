namespace FastApiUsers.Authentication;

/// <summary>The answer to a sign-in by <see cref="BearerTransport"/> (RFC 6749 section 5.1).</summary>
public sealed class BearerResponse
{
    /// <summary>The token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Always <c>bearer</c>.</summary>
    public required string TokenType { get; init; }
}
