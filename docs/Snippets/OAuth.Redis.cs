using FastApiUsers.Authentication;

namespace Snippets;

internal static class OAuthRedis
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<SocialDbContext>()
            .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
            .AddOAuthClient("google")
            .AddRedisUsedTokens();
    }
}
