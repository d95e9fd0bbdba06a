using FastApiUsers.Authentication;
using FastApiUsers.OAuth;
using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Registers the clients of providers of one kind of users.</summary>
internal static class OAuthServices
{
    /// <summary>The name of the HTTP client by which providers are reached; an application may configure it further.</summary>
    private const string HttpClientName = "FastApiUsers.OAuth";

    private static readonly string[] OwnParameters = ["response_type", "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method", "nonce"];

    /// <param name="services">The services.</param>
    /// <param name="kind">The kind of users.</param>
    /// <param name="name">The name of the client.</param>
    /// <param name="create">Makes the client; <see langword="null"/> for one of the catalogue.</param>
    /// <param name="configure">Settings in code.</param>
    public static void Add(
        IServiceCollection services, UserKind kind, string name, Func<IServiceProvider, IOAuthClient>? create, Action<OAuthClientOptions>? configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') || name.All(letter => letter == '.'))
            throw new ArgumentException($"The OAuth client '{name}' has a name that does not fit into a path. Use letters, digits, - _ and dots.", nameof(name));
        if (kind.OAuthClients.ContainsKey(name))
            throw new ArgumentException($"There is an OAuth client '{name}' already. Give this one another name, and its provider with the setting Provider.", nameof(name));

        services.AddDataProtection();
        services.AddHttpClient(HttpClientName).ConfigurePrimaryHttpMessageHandler((handler, _) => OAuthHttpOptions.Configure(handler));
        services.TryAddSingleton<IUsedTokens, MemoryUsedTokens>();
        services.AddHostedService<OAuthStartUpCheck>();
        services.TryAddKeyedSingleton(kind.UserType, (provider, _) => new OAuthClients(kind, provider));

        var section = $"{kind.Section}:OAuth:{name}";
        var settings = services.AddOptions<OAuthClientOptions>(section).BindConfiguration(section);
        if (configure is not null)
            settings.Configure(configure);
        kind.OAuthClients.Add(name, provider => Create(provider, name, section, create));
    }

    /// <summary>What a manager needs of providers; none of it is made before it is used.</summary>
    public static UserOAuth<TUser, TId> GetUserOAuth<TUser, TId>(IServiceProvider provider, UserKind kind)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> => new(
            new(provider.GetRequiredService<IOAuthAccountDatabase<TUser, TId>>),
            name => provider.GetKeyedService<OAuthClients>(kind.UserType)?.FindByAccountName(name),
            new(() => new OAuthTokenProtection(provider.GetService<IDataProtectionProvider>(), provider.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind.Name))),
            provider.GetRequiredService<OAuthRefreshLocks>());

    private static OAuthClientEntry Create(IServiceProvider provider, string name, string section, Func<IServiceProvider, IOAuthClient>? create)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<OAuthClientOptions>>().Get(section);
        if (options.AuthorizationParameters.Keys.Intersect(OwnParameters, StringComparer.Ordinal).FirstOrDefault() is { } own)
            throw new OptionsValidationException(section, typeof(OAuthClientOptions), [$"{section}:AuthorizationParameters:{own} is a parameter that each flow sets itself. Leave it out."]);
        try
        {
            if (create is not null)
                return new OAuthClientEntry(name, create(provider), options.DisplayName ?? name, options);

            options.Name ??= name;
            var catalogued = OAuthProviders.Get(options.Provider ?? name);
            var factory = provider.GetRequiredService<IHttpClientFactory>();
            var client = catalogued.Create(options, new OAuthHttpOptions { CreateClient = () => factory.CreateClient(HttpClientName), Time = provider.GetRequiredService<TimeProvider>() });
            return new OAuthClientEntry(name, client, options.DisplayName ?? (catalogued.Name == OAuthProviders.OpenId ? name : catalogued.DisplayName), options);
        }
        catch (ArgumentException exception)
        {
            throw new OptionsValidationException(section, typeof(OAuthClientOptions), [$"{section}: {exception.Message}"]);
        }
    }
}
