using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace FastApiUsers.Authentication;

/// <summary>How a token travels: where a request carries it, and how a sign-in and a sign-out are answered.</summary>
public interface ITransport
{
    /// <summary>How OpenAPI documents describe it.</summary>
    OpenApiSecurityScheme SecurityScheme { get; }

    /// <summary>The token that a request carries, or <see langword="null"/>.</summary>
    string? ReadToken(HttpRequest request);

    /// <summary>The answer to a sign-in.</summary>
    IResult Login(string token);

    /// <summary>The answer to a sign-out.</summary>
    IResult Logout();
}
