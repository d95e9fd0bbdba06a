using FastApiUsers.Authentication;

namespace Snippets;

internal static class OAuthTurnOn
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<SocialDbContext>()
            .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
            .AddOAuthClient("google");
    }
}
