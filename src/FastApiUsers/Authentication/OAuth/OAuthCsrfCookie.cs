using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using HeaderNames = Microsoft.Net.Http.Headers.HeaderNames;

namespace FastApiUsers.Authentication;

/// <summary>The cookie that ties a flow to the browser that began it: one for all flows, as the original has it, or one for each.</summary>
internal sealed class OAuthCsrfCookie(OAuthCsrfCookieOptions options, bool perFlow, TimeSpan lifetime)
{
    // Flows that were begun and left; with more, a browser's cookies outgrow what servers take.
    private const int MaximumFlows = 10;

    /// <exception cref="ArgumentException">A setting would break the header, or browsers would not take the cookie.</exception>
    public static void Check(OAuthCsrfCookieOptions options)
    {
        CookieHeader.Check(options.Name, options.Path, options.Domain, options.SameSite);
        if (options is { SameSite: SameSiteMode.None, Secure: false })
            throw new ArgumentException("Browsers refuse a cookie with the same-site mode None that is not Secure.", nameof(options));
    }

    public void Set(HttpContext httpContext, OAuthState state)
    {
        if (perFlow)
            EndOldest(httpContext);
        Append(httpContext, NameOf(state), state.CsrfToken, lifetime);
    }

    public bool Matches(HttpRequest request, OAuthState state)
    {
        string? found = null;
        foreach (var header in request.Headers.Cookie)
            found = CookieHeader.Find(header ?? "", NameOf(state)) ?? found;
        return found is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found), Encoding.UTF8.GetBytes(state.CsrfToken));
    }

    public void Clear(HttpContext httpContext, OAuthState state) => Append(httpContext, NameOf(state), "", TimeSpan.Zero);

    private string NameOf(OAuthState state) => perFlow ? $"{options.Name}_{state.Flow}" : options.Name;

    // RFC 6265 section 5.4: a browser sends the cookies of one path oldest first.
    private void EndOldest(HttpContext httpContext)
    {
        var names = httpContext.Request.Headers.Cookie
            .SelectMany(header => (header ?? "").Split(';'))
            .Select(pair => pair.Split('=')[0].Trim())
            .Where(name => name.StartsWith(options.Name + "_", StringComparison.Ordinal) && CookieHeader.Quote(name) == name)
            .ToList();
        foreach (var name in names.SkipLast(MaximumFlows - 1))
            Append(httpContext, name, "", TimeSpan.Zero);
    }

    private void Append(HttpContext httpContext, string name, string value, TimeSpan maxAge) =>
        httpContext.Response.Headers.Append(HeaderNames.SetCookie, CookieHeader.Write(name, value, options.Path, options.Domain, options.Secure, options.HttpOnly, options.SameSite, maxAge));
}
