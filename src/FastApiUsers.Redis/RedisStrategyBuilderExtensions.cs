using System.Reflection;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Redis;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps tokens in Redis.</summary>
public static class RedisStrategyBuilderExtensions
{
    private const string DefaultPrefix = "fastapi_users_token:";

    /// <summary>An opaque token in Redis, which forgets it when it expires.</summary>
    /// <param name="strategy">The strategy of a backend.</param>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    public static StrategyBuilder UseRedis(this StrategyBuilder strategy, Action<RedisStrategyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(strategy);

        strategy.Choose(configure).Validate(options => StrategyBuilder.IsLifetime(options.Lifetime), strategy.LifetimeMistake);
        strategy.Services.AddRedisConnection();
        typeof(RedisStrategyBuilderExtensions).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(strategy.UserType, strategy.IdType)
            .Invoke(null, [strategy.Services, strategy.BackendName, strategy.KindName]);
        return strategy;
    }

    private static void Add<TUser, TId>(IServiceCollection services, string backend, string kind)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        services.AddKeyedSingleton<IStrategy<TUser, TId>>(backend, (provider, _) =>
        {
            var options = provider.GetRequiredService<IOptionsMonitor<RedisStrategyOptions>>().Get(backend);
            var prefix = options.KeyPrefix ?? (kind.Length == 0 ? DefaultPrefix : $"{DefaultPrefix}{kind}:");
            return new RedisStrategy<TUser, TId>(
                new RedisTokens(provider.GetRequiredService<RedisConnection>(), prefix, provider.GetRequiredService<TimeProvider>()),
                options.Lifetime,
                provider.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind).TokenStorage);
        });
        services.AddSingleton(provider => (IUserTokenRevoker<TUser>)provider.GetRequiredKeyedService<IStrategy<TUser, TId>>(backend));
    }
}
