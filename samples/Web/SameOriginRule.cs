namespace Web;

/// <summary>
/// Against cross-site request forgery. The cookie is SameSite=Lax, so that a form or a script of another site comes without it, and the
/// routes that take JSON refuse all that a form can send. Two gaps are left: pages of the same site but another origin (another
/// port, another subdomain) send the cookie, and a form of anybody can sign people in as somebody else. So what changes something
/// has to come from a page of ours, which browsers say by Sec-Fetch-Site, and older ones by Origin.
/// </summary>
internal static class SameOriginRule
{
    public static void UseSameOriginRule(this WebApplication app) => app.Use((context, next) =>
    {
        if (IsAllowed(context.Request))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsAllowed(HttpRequest request)
    {
        if (!Changes(request))
            return true;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is "same-origin" or "none";

        // A program is no browser and has neither header: nobody can make it send a cookie.
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority == request.Host.Value);
    }

    private static bool Changes(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return path.StartsWith("/auth/associate/", StringComparison.OrdinalIgnoreCase) && path.EndsWith("/authorize", StringComparison.OrdinalIgnoreCase);

        // Apple posts its callback from its own site. There the state protects, and the cookie that goes with it.
        return !(path.StartsWith("/auth/", StringComparison.OrdinalIgnoreCase) && path.EndsWith("/callback", StringComparison.OrdinalIgnoreCase));
    }
}
