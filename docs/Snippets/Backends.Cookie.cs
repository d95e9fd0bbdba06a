using FastApiUsers.Authentication;

namespace Snippets;

internal static class BackendsCookie
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<AppDbContext>()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
            .AddBackend("cookie", new CookieTransport(cookie =>
            {
                cookie.Name = "__Host-session";
                cookie.MaxAge = TimeSpan.FromDays(14);
                cookie.SameSite = SameSiteMode.Strict;
            }), strategy => strategy.UseDatabase());
    }
}
