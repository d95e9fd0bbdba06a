using FastApiUsers.Authentication;

namespace Snippets;

internal static class SessionsRedis
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<AppDbContext>()
            .AddSessions()
            .AddRedisSessionDatabase()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt().WithRefreshTokens());
    }
}
