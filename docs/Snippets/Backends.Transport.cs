using FastApiUsers.Authentication;
using Microsoft.OpenApi;

namespace Snippets;

public sealed class HeaderTransport(string header) : ITransport
{
    public OpenApiSecurityScheme SecurityScheme { get; } = new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = header };

    public string? ReadToken(HttpRequest request) => request.Headers[header] is [{ Length: > 0 } token] ? token : null;

    public IResult Login(string token) => TypedResults.Ok(new { token });

    public IResult Logout() => TypedResults.NoContent();
}
