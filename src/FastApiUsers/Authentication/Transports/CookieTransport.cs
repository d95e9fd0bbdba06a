using Microsoft.AspNetCore.Http;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;
using Microsoft.OpenApi;

namespace FastApiUsers.Authentication;

/// <summary>The token in a cookie (RFC 6265).</summary>
public sealed class CookieTransport : ITransport
{
    private readonly CookieTransportOptions _options = new();

    /// <summary>Makes the transport.</summary>
    /// <param name="configure">Changes the defaults of <see cref="CookieTransportOptions"/>.</param>
    /// <exception cref="ArgumentException">A name, path or domain would break the header, or the same-site mode is not one that browsers know.</exception>
    public CookieTransport(Action<CookieTransportOptions>? configure = null)
    {
        configure?.Invoke(_options);

        if (_options.Name.Length == 0 || CookieHeader.Quote(_options.Name) != _options.Name)
            throw new ArgumentException($"The cookie name '{_options.Name}' is not a token of RFC 6265 section 4.1.1.", nameof(configure));
        if (HasSeparator(_options.Path) || (_options.Domain is not null && HasSeparator(_options.Domain)))
            throw new ArgumentException("A cookie's path and domain must have no semicolon and no control character (RFC 6265 section 4.1.1).", nameof(configure));
        if (_options.SameSite is not (SameSiteMode.Lax or SameSiteMode.Strict or SameSiteMode.None))
            throw new ArgumentException("A cookie's same-site mode is Lax, Strict or None.", nameof(configure));

        SecurityScheme = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = _options.Name };
    }

    /// <inheritdoc/>
    public OpenApiSecurityScheme SecurityScheme { get; }

    /// <inheritdoc/>
    public string? ReadToken(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.Cookie;
        for (var i = header.Count - 1; i >= 0; i--)
        {
            if (header[i] is { } text && CookieHeader.Find(text, _options.Name) is { } token)
                return token.Length == 0 ? null : token;
        }

        return null;
    }

    /// <inheritdoc/>
    public IResult Login(string token) => new CookieResult(CookieHeader.Write(_options.Name, token, _options, _options.MaxAge));

    /// <inheritdoc/>
    public IResult Logout() => new CookieResult(CookieHeader.Write(_options.Name, "", _options, TimeSpan.Zero));

    private static bool HasSeparator(string value) => value.Any(c => c == ';' || char.IsControl(c));

    private sealed class CookieResult(string setCookie) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            httpContext.Response.Headers.Append(HeaderNames.SetCookie, setCookie);
            return Task.CompletedTask;
        }
    }
}
