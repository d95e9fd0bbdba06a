using FastApiUsers;
using FastApiUsers.Authentication;
using FastApiUsers.Hashing;
using FastApiUsers.Hosting;
using FastApiUsers.OpenApi;
using FastApiUsers.PasswordPolicy;
using FastApiUsers.Passwords;
using FastApiUsers.Routes;
using FastApiUsers.Sessions;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the library.</summary>
public static class FastApiUsersServiceCollectionExtensions
{
    /// <summary>Adds user management for one kind of users. Calling it again for the same kind goes on where the first call ended.</summary>
    /// <typeparam name="TUser">The user's type.</typeparam>
    /// <typeparam name="TId">The type of the id.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    /// <param name="section">The configuration section that the settings are read from.</param>
    public static FastApiUsersBuilder AddFastApiUsers<TUser, TId>(
        this IServiceCollection services, Action<FastApiUsersOptions>? configure = null, string section = FastApiUsersOptions.SectionName)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(services);

        var kinds = AddShared(services);
        var isNew = kinds.All.All(known => known.UserType != typeof(TUser));
        var kind = kinds.GetOrAdd(typeof(TUser), typeof(TId), section);
        if (isNew)
            AddKind<TUser, TId>(services, kind);
        if (configure is not null)
            services.Configure(kind.Name, configure);

        return new FastApiUsersBuilder(services, kinds, kind, new StrategyRegistrar<TUser, TId>());
    }

    private static UserKinds AddShared(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(UserKinds))?.ImplementationInstance is UserKinds known)
            return known;

        var kinds = new UserKinds();
        services.AddSingleton(kinds);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPasswordHelper>(_ => new PasswordHelper());
        services.AddMetrics();
        services.TryAddSingleton<HashingMetrics>();
        services.TryAddSingleton<HashingGate>();
        services.TryAddScoped<GatedPasswordHelper>();
        SettingsSection.Add<HashingOptions>(services, HashingOptions.SectionName)
            .Validate(options => options.MaximumConcurrency is > 0 and <= 1024, $"{HashingOptions.SectionName}:MaximumConcurrency is not between 1 and 1024. Leave it out for the number of processors.")
            .Validate(options => options.QueueLimit > 0, $"{HashingOptions.SectionName}:QueueLimit is not positive. Leave it out for the default.")
            .Validate(options => options.QueueTimeout > TimeSpan.Zero && options.QueueTimeout <= TimeSpan.FromHours(1), $"{HashingOptions.SectionName}:QueueTimeout is not positive, or over an hour. Set it to a time span, for example 00:00:05.");
        SettingsSection.Add<TokenCleanupOptions>(services, TokenCleanupOptions.SectionName)
            .Validate(options => options.Interval > TimeSpan.Zero && options.Interval <= TimeSpan.FromDays(30), $"{TokenCleanupOptions.SectionName}:Interval is not positive, or over 30 days. Set it to a time span, for example 01:00:00.")
            .Validate(options => options.BatchSize > 0, $"{TokenCleanupOptions.SectionName}:BatchSize is not positive. Leave it out for the default.");
        services.TryAddSingleton<Outages>();
        services.TryAddSingleton<OAuthRefreshLocks>();

        // Without data protection, which AddAuthentication() brings along: only the tokens of providers are encrypted with it.
        services.AddAuthenticationCore();
        services.AddWebEncoders();
        services.AddAuthorization();
        AnswerOutages(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, UserRequirementHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<AuthenticationOptions>, ConfigureSchemes>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AuthorizationOptions>, ConfigurePolicies>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<UserAuthenticationOptions>, ConfigureUserAuthentication>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<FastApiUsersOptions>, DevelopmentSecret>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FastApiUsersOptions>, FastApiUsersOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtStrategyOptions>, JwtStrategyOptionsValidator>());
        services.AddHostedService<StartUpCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, CaseSensitiveEndPolicy>());
        services.TryAddSingleton<IEndpointAddressScheme<AuthRouteGroup>, RefreshRouteAddresses>();

        services.ConfigureAll<OpenApiOptions>(options => options
            .AddDocumentTransformer<SecuritySchemeTransformer>()
            .AddOperationTransformer<OperationTransformer>()
            .AddSchemaTransformer<SchemaTransformer>()
            .AddDocumentTransformer<WireNames>());
        return kinds;
    }

    // Around the application's own, where it has registered one.
    private static void AnswerOutages(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IAuthorizationMiddlewareResultHandler));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => new OutageResultHandler(
            (IAuthorizationMiddlewareResultHandler)(inner.ImplementationInstance ?? inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }

    private static void AddKind<TUser, TId>(IServiceCollection services, UserKind kind)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        services.AddOptions<FastApiUsersOptions>(kind.Name)
            .Configure(options => options.SetAudiences(kind.Name))
            .BindConfiguration(kind.Section)
            .ValidateOnStart();

        services.AddPasswordPolicy(kind.Name, kind.Section);
        services.TryAddSingleton<FastApiUsers<TUser, TId>>();
        services.TryAddTransient<UserAuthenticationHandler<TUser, TId>>();
        services.AddScoped<IUserProbe, UserProbe<TUser, TId>>();
        services.TryAddScoped<UserManager<TUser, TId>>();
        services.AddHostedService<StoredHashSurvey<TUser, TId>>();
        // A manager of a scope is made for each request with a token: what only few requests need is looked for when it is needed.
        services.TryAddTransient(provider =>
        {
            var cache = kind.HasUserCache ? provider.GetRequiredService<CachingUserDatabase<TUser, TId>>() : null;
            return new UserManagerServices<TUser, TId>(
                cache ?? provider.GetRequiredService<IUserDatabase<TUser, TId>>(),
                provider.GetRequiredService<GatedPasswordHelper>(),
                provider.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind.Name),
                OnDemand(provider.GetServices<IUserTokenRevoker<TUser>>),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<UserManager<TUser, TId>>>())
            {
                PasswordRules = () => provider.GetRequiredKeyedService<PasswordRules>(kind.Name),
                OAuth = () => OAuthServices.GetUserOAuth<TUser, TId>(provider, kind),
                Sessions = kind.HasSessions ? provider.GetRequiredService<UserSessions<TUser, TId>>() : null,
                Cache = cache,
            };
        });
    }

    // Looked for at the first use, and once.
    private static IEnumerable<T> OnDemand<T>(Func<IEnumerable<T>> get)
    {
        IEnumerable<T>? found = null;
        return Enumerate();

        IEnumerable<T> Enumerate()
        {
            foreach (var item in found ??= get())
                yield return item;
        }
    }
}
