using FastApiUsers.Authentication;

namespace Snippets;

internal static class OAuthUsedTokens
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<NodesDbContext>()
            .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
            .AddOAuthClient("google")
            .AddEntityFrameworkUsedTokens<NodesDbContext>();
    }
}
