using FastApiUsers.Authentication;

namespace Snippets;

internal static class OAuthAll
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<SocialDbContext>()
            .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
            .AddOAuthClient("google")
            .AddOAuthClient("github")
            .AddOAuthClient("company", company =>
            {
                company.Provider = "openid";
                company.Issuer = "https://login.example.com";
                company.DisplayName = "Example Ltd";
            });
    }

    public static void Map(WebApplication app)
    {
        app.MapGroup("/auth").MapOAuthRoutes(backend: "cookie", oauth => oauth.RedirectPages.Add("/"));
    }
}
