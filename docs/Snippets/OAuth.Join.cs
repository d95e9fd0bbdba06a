namespace Snippets;

internal static class OAuthJoin
{
    public static void Map(WebApplication app)
    {
        app.MapGroup("/auth").MapOAuthRoutes(backend: "cookie", oauth =>
        {
            oauth.AssociateByEmail = true;
            oauth.IsVerifiedByDefault = true;
        });
    }
}
