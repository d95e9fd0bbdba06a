using FastApiUsers.Authentication;

namespace Snippets;

internal static class OperationsUserCache
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<AppDbContext>()
            .AddUserCache()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt());
    }
}
