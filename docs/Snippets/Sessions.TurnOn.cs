using FastApiUsers.Authentication;

namespace Snippets;

internal static class SessionsTurnOn
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<DeviceDbContext>()
            .AddSessions()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt().WithRefreshTokens())
            .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase().WithRefreshTokens());
    }
}
