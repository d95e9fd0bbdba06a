using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Routes;

/// <summary>Whether a page of another site has sent the browser here (Fetch Metadata Request Headers).</summary>
internal static class RequestOrigin
{
    /// <summary>Whether a page of another site has made the browser leave for here, as with a form: what the answer sets then counts as this site's own.</summary>
    public static bool IsNavigationOfOtherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] == "navigate";

    /// <returns>Whether it may have: a browser that does not say, and names no page of this host either, is not believed.</returns>
    public static bool MayBeOtherSite(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site != "same-origin" && site != "same-site" && site != "none";

        return !Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
            || !string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
