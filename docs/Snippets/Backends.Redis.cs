using FastApiUsers.Authentication;

namespace Snippets;

internal static class BackendsRedis
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<AppDbContext>()
            .AddBackend("app", new BearerTransport("auth/app/login"), strategy => strategy.UseRedis());
    }
}
