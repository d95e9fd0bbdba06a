namespace Snippets;

internal static class OAuthRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGroup("/auth/google").MapOAuthRoutes("google", backend: "cookie", google => google.RedirectPages.Add("/"));
    }
}
