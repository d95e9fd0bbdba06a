using FastApiUsers.Authentication;
using Microsoft.OpenApi;

namespace Snippets;

public sealed class HeaderRefreshTransport(string header) : IRefreshTransport
{
    public OpenApiSecurityScheme SecurityScheme { get; } = new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = header };

    public bool TakesRefreshTokenFromBody => true;

    public string? ReadToken(HttpRequest request) => request.Headers[header] is [{ Length: > 0 } token] ? token : null;

    public string? ReadRefreshToken(HttpRequest request) => null;

    public IResult Login(string token) => TypedResults.Ok(new { token });

    public IResult Login(IssuedTokens tokens) => TypedResults.Ok(new { token = tokens.AccessToken, seconds = (long)tokens.ExpiresIn.TotalSeconds, refresh = tokens.RefreshToken });

    public IResult Logout() => TypedResults.NoContent();

    public IResult Logout(string refreshPath) => TypedResults.NoContent();
}
