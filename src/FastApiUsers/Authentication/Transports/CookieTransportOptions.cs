using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>The settings of the cookie that carries a token, and of the one that carries a refresh token.</summary>
public sealed class CookieTransportOptions
{
    /// <summary>The cookie's name.</summary>
    /// <value>The default is <c>fastapiusersauth</c>.</value>
    public string Name { get; set; } = "fastapiusersauth";

    /// <summary>How long a browser keeps the cookie, in whole seconds on the wire.</summary>
    /// <value>The default is <see langword="null"/>: until the browser closes.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>The path that the cookie is sent to.</summary>
    /// <value>The default is <c>/</c>.</value>
    public string Path { get; set; } = "/";

    /// <summary>The domain that the cookie is sent to.</summary>
    /// <value>The default is <see langword="null"/>: the host that set it, and no other.</value>
    public string? Domain { get; set; }

    /// <summary>Whether the cookie travels over HTTPS alone (browsers make an exception for the loopback address).</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Secure { get; set; } = true;

    /// <summary>Whether scripts cannot see the cookie.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool HttpOnly { get; set; } = true;

    /// <summary>Which requests of other sites carry the cookie.</summary>
    /// <value>The default is <see cref="SameSiteMode.Lax"/>. With <see cref="SameSiteMode.None"/> a defence against request forgery is yours to add.</value>
    public SameSiteMode SameSite { get; set; } = SameSiteMode.Lax;

    /// <summary>
    /// The name of the cookie that carries a refresh token. It has the other settings of the first, but no script ever sees it, and
    /// where the first is kept for a time it is kept as long as the session lives.
    /// </summary>
    /// <value>The default is the name of the first with <c>_refresh</c>, and with <c>__Secure-</c> for a prefix <c>__Host-</c>, which would want the path <c>/</c>.</value>
    public string? RefreshName { get; set; }

    /// <summary>The path that the cookie with a refresh token is sent to.</summary>
    /// <value>The default is the path of the refresh route. Set it where a proxy serves the application under another path.</value>
    public string? RefreshPath { get; set; }
}
