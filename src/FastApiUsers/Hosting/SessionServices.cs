using FastApiUsers.Authentication;
using FastApiUsers.Sessions;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Registers the sessions of one kind of users.</summary>
internal static class SessionServices
{
    private const string SectionName = "Sessions";

    public static void Add<TUser, TId>(IServiceCollection services, UserKind kind, Action<UserSessionOptions>? configure)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        if (!kind.HasSessions)
            AddServices<TUser, TId>(services, kind);

        // After the configuration is bound, so that it wins.
        if (configure is not null)
            services.Configure(kind.Name, configure);
    }

    private static void AddServices<TUser, TId>(IServiceCollection services, UserKind kind)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        kind.HasSessions = true;
        services.Configure<FastApiUsersOptions>(kind.Name, options => options.HasSessions = true);
        AddOptions(services, kind.Name, $"{kind.Section}:{SectionName}");
        services.AddSingleton(provider => new SessionCache<TUser, TId>(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IOptionsMonitor<UserSessionOptions>>().Get(kind.Name), provider.GetRequiredService<TimeProvider>()));
        services.AddTransient(provider => new UserSessions<TUser, TId>(
            GetDatabase<TUser, TId>(provider),
            provider.GetRequiredService<SessionCache<TUser, TId>>(),
            () => provider.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind.Name).RequiredSecret,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IExpiredEntries, ExpiredSessions<TUser, TId>>();
        services.AddHostedService<TokenCleanup>();
        services.AddHostedService<SessionUseRecorder<TUser, TId>>();
        services.AddHostedService<SessionStartUpCheck<TUser, TId>>();
    }

    private static void AddOptions(IServiceCollection services, string kindName, string section) => SettingsSection
        .Add<UserSessionOptions>(services, section, kindName)
        .Validate(options => FastApiUsersOptionsValidator.IsLifetime(options.Lifetime), $"{section}:Lifetime is not positive, or over 100 years. Set it to a time span, for example 30.00:00:00.")
        .Validate(options => options.IdleTimeout >= TimeSpan.FromMinutes(1) && FastApiUsersOptionsValidator.IsLifetime(options.IdleTimeout), $"{section}:IdleTimeout is under a minute, or over 100 years. Set it to a time span, for example 14.00:00:00.")
        .Validate(options => options.RevocationDelay >= TimeSpan.Zero && options.RevocationDelay <= TimeSpan.FromSeconds(30), $"{section}:RevocationDelay is negative, or over 30 seconds, after which a session is read anew in any case. Set it to a time span, for example 00:00:01.")
        .Validate(options => options.CacheSize > 0, $"{section}:CacheSize is not positive. Leave it out for the default.")
        .Validate(options => options.MaximumPerUser is null or > 0, $"{section}:MaximumPerUser is not positive. Leave it out for any number of sessions.");

    private static ISessionDatabase<TId> GetDatabase<TUser, TId>(IServiceProvider provider) =>
        provider.GetKeyedService<ISessionDatabase<TId>>(typeof(TUser)) ?? throw new InvalidOperationException(
            $"No database of sessions for {typeof(TUser).Name}. Call AddEntityFrameworkDatabase<TContext>() or AddRedisSessionDatabase().");
}
