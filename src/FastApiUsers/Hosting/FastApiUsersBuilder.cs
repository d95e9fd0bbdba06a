using System.ComponentModel;
using FastApiUsers.Authentication;
using FastApiUsers.OAuth;
using FastApiUsers.PasswordPolicy;
using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FastApiUsers.Hosting;

/// <summary>Adds to one kind of users: its manager, its databases, its authentication backends. Every package extends it.</summary>
public sealed class FastApiUsersBuilder
{
    private readonly UserKinds _kinds;
    private readonly UserKind _kind;
    private readonly IStrategyRegistrar _registrar;

    internal FastApiUsersBuilder(IServiceCollection services, UserKinds kinds, UserKind kind, IStrategyRegistrar registrar)
    {
        Services = services;
        _kinds = kinds;
        _kind = kind;
        _registrar = registrar;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The user's type.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public Type UserType => _kind.UserType;

    /// <summary>The type of the id.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public Type IdType => _kind.IdType;

    /// <summary>The name under which the settings of this kind of users are found; empty for the first kind.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string KindName => _kind.Name;

    /// <summary>Uses the application's manager.</summary>
    /// <typeparam name="TManager">A class that derives from <see cref="UserManager{TUser, TId}"/>.</typeparam>
    /// <exception cref="ArgumentException">It is the manager of another kind of users.</exception>
    public FastApiUsersBuilder AddUserManager<TManager>()
        where TManager : class
    {
        var manager = typeof(UserManager<,>).MakeGenericType(UserType, IdType);
        if (!manager.IsAssignableFrom(typeof(TManager)))
            throw new ArgumentException($"{typeof(TManager)} does not derive from UserManager<{UserType.Name}, {IdType.Name}>.");

        Services.TryAddScoped<TManager>();
        Services.Replace(ServiceDescriptor.Scoped(manager, provider => provider.GetRequiredService<TManager>()));
        return this;
    }

    /// <summary>Adds a rule for new passwords of this kind of users, beside those of the settings <c>FastApiUsers:PasswordPolicy</c>.</summary>
    /// <typeparam name="TValidator">The rule, made per request from the services.</typeparam>
    public FastApiUsersBuilder AddPasswordValidator<TValidator>()
        where TValidator : class, IPasswordValidator
    {
        Services.AddKeyedScoped<IPasswordValidator, TValidator>(_kind.Name);
        return this;
    }

    /// <summary>
    /// Gives these users sessions: each sign-in is one, which can be listed and ended, and whose tokens end with it, those of every
    /// backend alike. Tokens that were issued without sessions end by this. Map <c>MapSessionRoutes</c> for the routes.
    /// </summary>
    /// <param name="configure">Settings in code; they win over the configuration, section <c>FastApiUsers:Sessions</c>.</param>
    public FastApiUsersBuilder AddSessions(Action<UserSessionOptions>? configure = null)
    {
        _registrar.AddSessions(Services, _kind, configure);
        return this;
    }

    /// <summary>
    /// Lets each node remember users for a moment, so that a request with a token does not read its user each time. A change on another
    /// node, or past the manager, is seen up to <see cref="UserCacheOptions.MaximumStaleness"/> later; one by the manager of the same node at once.
    /// </summary>
    /// <param name="configure">Settings in code; they win over the configuration, section <c>FastApiUsers:UserCache</c>.</param>
    public FastApiUsersBuilder AddUserCache(Action<UserCacheOptions>? configure = null)
    {
        _registrar.AddUserCache(Services, _kind, configure);
        return this;
    }

    /// <summary>
    /// Adds a client of a provider of the catalogue, by the settings of <c>FastApiUsers:OAuth:</c> and its name: <c>ClientId</c>,
    /// <c>ClientSecret</c> and what else the provider needs. Map <c>MapOAuthRoutes</c> for the routes.
    /// </summary>
    /// <param name="name">The name, which is also that of the provider unless the setting <c>Provider</c> says so: <c>google</c>.</param>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    /// <exception cref="ArgumentException">There is a client of this name.</exception>
    public FastApiUsersBuilder AddOAuthClient(string name, Action<OAuthClientOptions>? configure = null)
    {
        OAuthServices.Add(Services, _kind, name, create: null, configure);
        return this;
    }

    /// <summary>Adds a client for each section below <c>FastApiUsers:OAuth</c>, so that a provider is added by settings alone.</summary>
    /// <param name="configuration">The configuration of the application; what it has by now counts.</param>
    /// <exception cref="ArgumentException">There is a client of such a name.</exception>
    public FastApiUsersBuilder AddOAuthClients(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var client in configuration.GetSection($"{_kind.Section}:OAuth").GetChildren())
            AddOAuthClient(client.Key);
        return this;
    }

    /// <summary>Adds a client of your own making, under its name.</summary>
    /// <param name="client">The client.</param>
    /// <param name="configure">How it is shown and whether its e-mail addresses are trusted; what else there is to set is the client's own matter.</param>
    /// <exception cref="ArgumentException">There is a client of this name.</exception>
    public FastApiUsersBuilder AddOAuthClient(IOAuthClient client, Action<OAuthClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return AddOAuthClient(client.Name, _ => client, configure);
    }

    /// <summary>Adds a client of your own making, made of the services.</summary>
    /// <param name="name">The name.</param>
    /// <param name="create">Makes the client, once for the whole program.</param>
    /// <param name="configure">How it is shown and whether its e-mail addresses are trusted; what else there is to set is the client's own matter.</param>
    /// <exception cref="ArgumentException">There is a client of this name.</exception>
    public FastApiUsersBuilder AddOAuthClient(string name, Func<IServiceProvider, IOAuthClient> create, Action<OAuthClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        OAuthServices.Add(Services, _kind, name, create, configure);
        return this;
    }

    /// <summary>
    /// Keeps the marks of tokens that work once in a store, for all kinds of users, in the place of the one there was; without it each
    /// node keeps its own in memory. <c>AddEntityFrameworkUsedTokens</c> and <c>AddRedisUsedTokens</c> call it with theirs.
    /// </summary>
    /// <param name="create">Makes the store, once for the whole program.</param>
    public FastApiUsersBuilder AddUsedTokens(Func<IServiceProvider, IUsedTokens> create)
    {
        ArgumentNullException.ThrowIfNull(create);

        Services.RemoveAll<IUsedTokens>();
        Services.AddSingleton(create);
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpiredEntries, ExpiredUsedTokens>());
        Services.AddHostedService<TokenCleanup>();
        return this;
    }

    /// <summary>Adds an authentication backend. Backends are asked in the order in which they are added; the first that yields a user wins.</summary>
    /// <param name="name">The name; also that of its authentication scheme.</param>
    /// <param name="transport">How the token travels.</param>
    /// <param name="strategy">What the token stands for: <c>strategy => strategy.UseJwt()</c>.</param>
    /// <exception cref="DuplicateBackendNamesException">There is one of this name.</exception>
    /// <exception cref="ArgumentException">No strategy was chosen.</exception>
    public FastApiUsersBuilder AddBackend(string name, ITransport transport, Action<StrategyBuilder> strategy)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(strategy);

        _kinds.Add(_kind, new AuthenticationBackend(name, transport));
        var builder = new StrategyBuilder(Services, _kind, name, _kinds.SectionOfBackend(name), _registrar);
        strategy(builder);
        if (!builder.IsChosen)
            throw new ArgumentException($"The backend '{name}' has no strategy. Call strategy.UseJwt() or strategy.UseDatabase().", nameof(strategy));
        return this;
    }
}
