using FastApiUsers.Authentication;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Registers the cache of one kind of users.</summary>
internal static class UserCacheServices
{
    private const string SectionName = "UserCache";

    public static void Add<TUser, TId>(IServiceCollection services, UserKind kind, Action<UserCacheOptions>? configure)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        if (!kind.HasUserCache)
            AddOnce<TUser, TId>(services, kind);
        if (configure is not null)
            services.Configure(kind.Name, configure);
    }

    private static void AddOnce<TUser, TId>(IServiceCollection services, UserKind kind)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        kind.HasUserCache = true;
        AddOptions(services, kind.Name, $"{kind.Section}:{SectionName}");
        services.AddSingleton(provider => new UserCache<TUser, TId>(
            provider.GetRequiredService<IOptionsMonitor<UserCacheOptions>>().Get(kind.Name), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new CachingUserDatabase<TUser, TId>(
            provider.GetRequiredService<IUserDatabase<TUser, TId>>, provider.GetRequiredService<UserCache<TUser, TId>>()));
        services.AddHostedService<UserCacheStartUpCheck<TUser>>();
    }

    private static void AddOptions(IServiceCollection services, string kindName, string section) => SettingsSection
        .Add<UserCacheOptions>(services, section, kindName)
        .Validate(options => options.MaximumStaleness > TimeSpan.Zero && options.MaximumStaleness <= TimeSpan.FromMinutes(1), $"{section}:MaximumStaleness is not positive, or over a minute. Set it to a time span, for example 00:00:01.")
        .Validate(options => options.MaximumUsers > 0, $"{section}:MaximumUsers is not positive. Leave it out for the default.");
}
