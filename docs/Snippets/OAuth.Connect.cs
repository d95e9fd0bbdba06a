using FastApiUsers.Schemas;

namespace Snippets;

internal static class OAuthConnect
{
    public static void Map(WebApplication app)
    {
        app.MapGroup("/auth/connect/google").MapOAuthAssociateRoutes<UserRead>("google", google =>
            google.RedirectUrl = "https://example.com/connected/google");
        app.MapGroup("/users/me").MapOAuthAccountRoutes<BaseOAuthAccountRead<Guid>>();
    }
}
