namespace FastApiUsers.Authentication;

/// <summary>The answer to a sign-in by <see cref="BearerTransport"/> (RFC 6749 section 5.1).</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="TokenType">Always <c>bearer</c>.</param>
public sealed record BearerResponse(string AccessToken, string TokenType = "bearer");
