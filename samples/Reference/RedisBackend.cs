using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Redis;

namespace Reference;

/// <summary>The backend <c>redis</c> of both applications, where <c>Redis:Configuration</c> says where Redis is.</summary>
internal static class RedisBackend
{
    public const string Name = "redis";

    public static void AddTo(FastApiUsersBuilder users, IConfiguration configuration)
    {
        if (Address(configuration) is not { } address)
            return;

        users.AddBackend(Name, new BearerTransport("auth/redis/login"), strategy => SessionSettings.Refresh(strategy.UseRedis(redis => redis.Lifetime = TimeSpan.FromHours(1)), configuration));
        users.Services.Configure<RedisOptions>(redis => redis.Configuration = address);
    }

    public static void MapRoutes(WebApplication app)
    {
        if (Address(app.Configuration) is not null)
            app.MapGroup("/auth/redis").MapAuthRoutes(Name);
    }

    private static string? Address(IConfiguration configuration) => configuration["Redis:Configuration"];
}
