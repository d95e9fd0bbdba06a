namespace Snippets;

internal static class OAuthPages
{
    public static void Map(WebApplication app)
    {
        app.MapGroup("/auth/google").MapOAuthRoutes("google", backend: "jwt", google =>
        {
            google.RedirectPages.Add("https://app.example.com/signed-in");
            google.RedirectPages.Add("com.example.app:/signed-in");
            google.ErrorPage = "https://app.example.com/sign-in-failed";
        });
    }
}
