using FastApiUsers.Authentication;
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

    internal bool IsChosen { get; private set; }

    /// <summary>A signed token that needs no table.</summary>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    public StrategyBuilder UseJwt(Action<JwtStrategyOptions>? configure = null)
    {
        Choose(typeof(JwtStrategyOptions));
        AddOptions(configure);
        _registrar.AddJwt(Services, _kind, BackendName);
        return this;
    }

    /// <summary>An opaque token in the database of access tokens.</summary>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    public StrategyBuilder UseDatabase(Action<DatabaseStrategyOptions>? configure = null)
    {
        Choose(typeof(DatabaseStrategyOptions));
        AddOptions(configure).Validate(
            options => options.Lifetime is not { } lifetime || FastApiUsersOptionsValidator.IsLifetime(lifetime), $"{_section}:Lifetime is not positive, or over 100 years. Set it to a time span, for example 14.00:00:00.");
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

    private void Choose(Type? options)
    {
        if (IsChosen)
            throw new InvalidOperationException($"The backend '{BackendName}' has a strategy already. Choose one.");
        IsChosen = true;
        _kind.BackendOptions[BackendName] = options;
    }

    private OptionsBuilder<TOptions> AddOptions<TOptions>(Action<TOptions>? configure)
        where TOptions : class => Services.AddOptions<TOptions>(BackendName)
            .BindConfiguration(_section)
            .Configure(configure ?? (_ => { }))
            .ValidateOnStart();
}
