using System.ComponentModel;
using FastApiUsers.Authentication;
using FastApiUsers.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Chooses the strategy of a backend. The settings are read from <c>FastApiUsers:Backends:NAME</c>.</summary>
public sealed class StrategyBuilder
{
    private readonly UserKind _kind;
    private readonly string _section;
    private readonly IStrategyRegistrar _registrar;

    internal StrategyBuilder(IServiceCollection services, UserKind kind, string backendName, string section, IStrategyRegistrar registrar)
    {
        Services = services;
        BackendName = backendName;
        _kind = kind;
        _section = section;
        _registrar = registrar;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of the backend.</summary>
    public string BackendName { get; }

    /// <summary>The user's type.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public Type UserType => _kind.UserType;

    /// <summary>The type of the id.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public Type IdType => _kind.IdType;

    /// <summary>The name under which the settings of this kind of users are found; empty for the first kind.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string KindName => _kind.Name;

    internal bool IsChosen { get; private set; }

    /// <summary>A signed token that needs no table.</summary>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    public StrategyBuilder UseJwt(Action<JwtStrategyOptions>? configure = null)
    {
        Choose(configure);
        _registrar.AddJwt(Services, _kind, BackendName);
        return this;
    }

    /// <summary>An opaque token in the database of access tokens.</summary>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    public StrategyBuilder UseDatabase(Action<DatabaseStrategyOptions>? configure = null)
    {
        Choose(configure).Validate(options => IsLifetime(options.Lifetime), LifetimeMistake);
        _registrar.AddDatabase(Services, _kind, BackendName);
        return this;
    }

    /// <summary>A strategy of the application's own, made per request from the services.</summary>
    /// <typeparam name="TStrategy">A class that implements <see cref="IStrategy{TUser, TId}"/>.</typeparam>
    /// <exception cref="ArgumentException">It is a strategy for another kind of users.</exception>
    public StrategyBuilder Use<TStrategy>()
        where TStrategy : class
    {
        Choose(null);
        _registrar.Add<TStrategy>(Services, BackendName);
        return this;
    }

    /// <summary>
    /// Gives the backend refresh tokens, with the route <c>POST /refresh</c> beside <c>/login</c> and <c>/logout</c>. It needs sessions
    /// (<see cref="FastApiUsersBuilder.AddSessions"/>). Let access tokens live for minutes then.
    /// </summary>
    /// <param name="configure">Settings in code; they win over the configuration, section <c>FastApiUsers:Backends:NAME:RefreshTokens</c>.</param>
    /// <exception cref="InvalidOperationException">The transport of this backend cannot carry refresh tokens.</exception>
    public StrategyBuilder WithRefreshTokens(Action<RefreshTokenOptions>? configure = null)
    {
        var backend = _kind.GetBackend(BackendName);
        backend.RefreshTransport = backend.Transport as IRefreshTransport ?? throw new InvalidOperationException(
            $"The transport of the backend '{BackendName}' does not implement IRefreshTransport, which refresh tokens need.");

        var section = _section + ":RefreshTokens";
        SettingsSection.Add<RefreshTokenOptions>(Services, section, BackendName)
            .Configure(configure ?? (_ => { }))
            .Validate(options => options.Grace >= TimeSpan.Zero && options.Grace <= TimeSpan.FromMinutes(10), $"{section}:Grace is negative, or over ten minutes. Set it to a time span, for example 00:00:10.");
        return this;
    }

    /// <summary>Says that another package brings the strategy, which it registers by the name of the backend, and what its settings are.</summary>
    /// <typeparam name="TOptions">The settings, bound from <c>FastApiUsers:Backends:NAME</c> under the name of the backend.</typeparam>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    /// <exception cref="InvalidOperationException">The backend has a strategy.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public OptionsBuilder<TOptions> Choose<TOptions>(Action<TOptions>? configure)
        where TOptions : class
    {
        Choose(typeof(TOptions));
        return Services.AddOptions<TOptions>(BackendName)
            .BindConfiguration(_section)
            .Configure(configure ?? (_ => { }))
            .ValidateOnStart();
    }

    /// <summary>Whether a token may live so long: for ever, or up to 100 years.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static bool IsLifetime(TimeSpan? lifetime) => lifetime is not { } span || FastApiUsersOptionsValidator.IsLifetime(span);

    /// <summary>What is said where it may not.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string LifetimeMistake => $"{_section}:Lifetime is not positive, or over 100 years. Set it to a time span, for example 14.00:00:00.";

    private void Choose(Type? options)
    {
        if (IsChosen)
            throw new InvalidOperationException($"The backend '{BackendName}' has a strategy already. Choose one.");
        IsChosen = true;
        _kind.BackendOptions[BackendName] = options;
    }
}
