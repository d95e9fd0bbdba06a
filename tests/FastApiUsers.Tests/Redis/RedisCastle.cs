using FastApiUsers.Authentication;
using FastApiUsers.Redis;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Redis;

/// <summary>The application of most tests with a further backend, <c>redis</c>.</summary>
internal static class RedisCastle
{
    public static Task<TestApp> StartAsync(
        string configuration, Action<RedisStrategyOptions>? strategy = null, params (string Name, string Value)[] settings) => Castle.StartAsync(
            users => users.AddBackend("redis", new BearerTransport("auth/redis/login"), redis => redis.UseRedis(strategy)),
            app => app.MapGroup("/auth/redis").MapAuthRoutes("redis"),
            new Dictionary<string, string?>(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)))
            {
                ["FastApiUsers:Redis:Configuration"] = configuration,
            });
}
