using Microsoft.AspNetCore.Http;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;
using Microsoft.OpenApi;

namespace FastApiUsers.Authentication;

/// <summary>The token in a cookie (RFC 6265).</summary>
public sealed class CookieTransport : IRefreshTransport
{
    private const string HostPrefix = "__Host-";

    private readonly CookieTransportOptions _options = new();

    /// <summary>Makes the transport.</summary>
    /// <param name="configure">Changes the defaults of <see cref="CookieTransportOptions"/>.</param>
    /// <exception cref="ArgumentException">A name, path or domain would break the header, or the same-site mode is not one that browsers know.</exception>
    public CookieTransport(Action<CookieTransportOptions>? configure = null)
    {
        configure?.Invoke(_options);

        CookieHeader.Check(_options.Name, _options.Path, _options.Domain, _options.SameSite);
        CookieHeader.Check(RefreshName, _options.RefreshPath ?? _options.Path, _options.Domain, _options.SameSite);
        if (RefreshName.StartsWith(HostPrefix, StringComparison.OrdinalIgnoreCase) && _options.RefreshPath != "/")
            throw new ArgumentException($"Browsers refuse the cookie '{RefreshName}' for any path but /. Give the one of refresh tokens another name.", nameof(configure));
        if (RefreshName == _options.Name)
            throw new ArgumentException($"The cookie of refresh tokens has the name of the other, '{_options.Name}'.", nameof(configure));

        SecurityScheme = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = _options.Name };
    }

    /// <inheritdoc/>
    public OpenApiSecurityScheme SecurityScheme { get; }

    /// <inheritdoc/>
    public bool TakesRefreshTokenFromBody => false;

    // Browsers take a cookie with this prefix for the path / alone (RFC 6265bis section 4.1.3.2).
    private string RefreshName => _options.RefreshName
        ?? (_options.Name.StartsWith(HostPrefix, StringComparison.OrdinalIgnoreCase) ? "__Secure-" + _options.Name[HostPrefix.Length..] : _options.Name) + "_refresh";

    /// <inheritdoc/>
    public string? ReadToken(HttpRequest request) => Find(request, _options.Name);

    /// <inheritdoc/>
    public string? ReadRefreshToken(HttpRequest request) => Find(request, RefreshName);

    /// <inheritdoc/>
    public IResult Login(string token) => new CookieResult(WriteAccess(token, _options.MaxAge));

    /// <inheritdoc/>
    public IResult Logout() => new CookieResult(WriteAccess("", TimeSpan.Zero));

    /// <inheritdoc/>
    public IResult Login(IssuedTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return new CookieResult(
            WriteAccess(tokens.AccessToken, _options.MaxAge),
            WriteRefresh(tokens.RefreshToken, tokens.RefreshPath, _options.MaxAge is null ? null : tokens.RefreshExpiresIn));
    }

    /// <inheritdoc/>
    public IResult Logout(string refreshPath) => new CookieResult(
        WriteAccess("", TimeSpan.Zero), WriteRefresh("", refreshPath, TimeSpan.Zero));

    private string WriteAccess(string token, TimeSpan? maxAge) =>
        CookieHeader.Write(_options.Name, token, _options.Path, _options.Domain, _options.Secure, _options.HttpOnly, _options.SameSite, maxAge);

    private string WriteRefresh(string token, string path, TimeSpan? maxAge) =>
        CookieHeader.Write(RefreshName, token, _options.RefreshPath ?? path, _options.Domain, _options.Secure, httpOnly: true, _options.SameSite, maxAge);

    private static string? Find(HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.Cookie;
        for (var i = header.Count - 1; i >= 0; i--)
        {
            if (header[i] is { } text && CookieHeader.Find(text, name) is { } token)
                return token.Length == 0 ? null : token;
        }

        return null;
    }

    private sealed class CookieResult(params string[] setCookies) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
            foreach (var setCookie in setCookies)
                httpContext.Response.Headers.Append(HeaderNames.SetCookie, setCookie);
            return Task.CompletedTask;
        }
    }
}
