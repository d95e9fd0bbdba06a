using FastApiUsers.Authentication;
using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Hosting;

/// <summary>Registers strategies, sessions and the cache for user types that the builders, which are not generic so that calls stay short, do not know.</summary>
internal interface IStrategyRegistrar
{
    void AddJwt(IServiceCollection services, UserKind kind, string backend);

    void AddDatabase(IServiceCollection services, UserKind kind, string backend);

    void Add<TStrategy>(IServiceCollection services, string backend)
        where TStrategy : class;

    void AddSessions(IServiceCollection services, UserKind kind, Action<UserSessionOptions>? configure);

    void AddUserCache(IServiceCollection services, UserKind kind, Action<UserCacheOptions>? configure);
}
