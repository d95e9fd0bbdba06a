using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>A transport that carries a refresh token beside the access token.</summary>
public interface IRefreshTransport : ITransport
{
    /// <summary>Whether the refresh token stands in the body of a request for new tokens (RFC 6749 section 6); else <see cref="ReadRefreshToken"/> finds it.</summary>
    bool TakesRefreshTokenFromBody { get; }

    /// <summary>The refresh token that a request carries outside its body, or <see langword="null"/>.</summary>
    string? ReadRefreshToken(HttpRequest request);

    /// <summary>The answer to a sign-in and to a refresh.</summary>
    IResult Login(IssuedTokens tokens);

    /// <summary>The answer to a sign-out.</summary>
    /// <param name="refreshPath">The path of the refresh route.</param>
    IResult Logout(string refreshPath);
}
