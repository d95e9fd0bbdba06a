using FastApiUsers.Authentication;
using FastApiUsers.Sessions;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <inheritdoc/>
internal sealed class StrategyRegistrar<TUser, TId> : IStrategyRegistrar
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    public void AddJwt(IServiceCollection services, UserKind kind, string backend) =>
        services.AddKeyedSingleton<IStrategy<TUser, TId>>(backend, (provider, _) => new JwtStrategy<TUser, TId>(
            provider.GetRequiredService<IOptionsMonitor<JwtStrategyOptions>>().Get(backend),
            provider.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind.Name),
            provider.GetRequiredService<TimeProvider>()));

    public void AddDatabase(IServiceCollection services, UserKind kind, string backend)
    {
        services.AddKeyedTransient<IStrategy<TUser, TId>>(backend, (provider, _) => new DatabaseStrategy<TUser, TId>(
            GetDatabase(provider),
            provider.GetRequiredService<IOptionsMonitor<DatabaseStrategyOptions>>().Get(backend),
            provider.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind.Name),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IUserTokenRevoker<TUser>, AccessTokenRevoker<TUser, TId>>(
            provider => new AccessTokenRevoker<TUser, TId>(GetDatabase(provider))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpiredEntries, ExpiredTokens<TUser, TId>>());
        services.AddHostedService<TokenCleanup>();
    }

    public void Add<TStrategy>(IServiceCollection services, string backend)
        where TStrategy : class
    {
        if (!typeof(IStrategy<TUser, TId>).IsAssignableFrom(typeof(TStrategy)))
            throw new ArgumentException($"{typeof(TStrategy)} does not implement IStrategy<{typeof(TUser).Name}, {typeof(TId).Name}>.");

        services.TryAddScoped<TStrategy>();
        services.AddKeyedScoped(backend, (provider, _) => (IStrategy<TUser, TId>)(object)provider.GetRequiredService<TStrategy>());
    }

    public void AddSessions(IServiceCollection services, UserKind kind, Action<UserSessionOptions>? configure) =>
        SessionServices.Add<TUser, TId>(services, kind, configure);

    public void AddUserCache(IServiceCollection services, UserKind kind, Action<UserCacheOptions>? configure) =>
        UserCacheServices.Add<TUser, TId>(services, kind, configure);

    private static IAccessTokenDatabase<TId> GetDatabase(IServiceProvider provider) =>
        provider.GetKeyedService<IAccessTokenDatabase<TId>>(typeof(TUser)) ?? throw new InvalidOperationException(
            $"No database of access tokens for {typeof(TUser).Name}. Call AddEntityFrameworkDatabase<TContext>().");
}
