using FastApiUsers.Authentication;

namespace Snippets;

internal static class SessionsCookie
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<DeviceDbContext>()
            .AddSessions()
            .AddBackend("cookie", new CookieTransport(cookie =>
            {
                cookie.MaxAge = TimeSpan.FromDays(30);
                cookie.RefreshPath = "/api/auth/cookie/refresh";
            }), strategy => strategy.UseJwt().WithRefreshTokens());
    }
}
