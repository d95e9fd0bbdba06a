using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>The settings of the cookie that ties a sign-in by a provider to the browser that began it. It lives as long as the state.</summary>
public sealed class OAuthCsrfCookieOptions
{
    /// <summary>The cookie's name; with <c>SingleUseOAuthStates</c> a part of it, before an underscore and the flow's own.</summary>
    /// <value>The default is <c>fastapiusersoauthcsrf</c>.</value>
    public string Name { get; set; } = "fastapiusersoauthcsrf";

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

    /// <summary>Which requests of other sites carry the cookie. The provider is another site, so <see cref="SameSiteMode.Strict"/> keeps the callback from having it.</summary>
    /// <value>The default is <see cref="SameSiteMode.Lax"/>.</value>
    public SameSiteMode SameSite { get; set; } = SameSiteMode.Lax;
}
