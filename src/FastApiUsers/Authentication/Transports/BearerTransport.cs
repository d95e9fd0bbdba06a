using FastApiUsers.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace FastApiUsers.Authentication;

/// <summary>The token in the header <c>Authorization: Bearer …</c> (RFC 6750 section 2.1).</summary>
/// <param name="tokenUrl">The path of the login route, for the <em>Authorize</em> button of interactive documents.</param>
public sealed class BearerTransport(string tokenUrl) : IRefreshTransport
{
    private const string Scheme = "Bearer";

    /// <inheritdoc/>
    public OpenApiSecurityScheme SecurityScheme { get; } = new()
    {
        Type = SecuritySchemeType.OAuth2,
        Flows = new OpenApiOAuthFlows
        {
            Password = new OpenApiOAuthFlow { TokenUrl = new Uri("/" + tokenUrl.TrimStart('/'), UriKind.Relative), Scopes = new Dictionary<string, string>() },
        },
    };

    /// <inheritdoc/>
    public string? ReadToken(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.Authorization is not [{ } header, ..])
            return null;

        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !header.AsSpan(0, space).Equals(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var token = header.AsSpan(space + 1).Trim(' ');
        return token.IsEmpty ? null : token.ToString();
    }

    /// <inheritdoc/>
    public IResult Login(string token) => TypedResults.Json(new BearerResponse { AccessToken = token, TokenType = "bearer" }, WireJson.Options);

    /// <inheritdoc/>
    public bool TakesRefreshTokenFromBody => true;

    /// <inheritdoc/>
    public string? ReadRefreshToken(HttpRequest request) => null;

    /// <inheritdoc/>
    public IResult Login(IssuedTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return TypedResults.Json(
            new BearerRefreshResponse
            {
                AccessToken = tokens.AccessToken, TokenType = "bearer", ExpiresIn = (long)tokens.ExpiresIn.TotalSeconds, RefreshToken = tokens.RefreshToken,
            },
            WireJson.Options);
    }

    /// <inheritdoc/>
    public IResult Logout(string refreshPath) => Logout();

    /// <inheritdoc/>
    public IResult Logout() => TypedResults.NoContent();
}
