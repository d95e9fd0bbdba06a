using FastApiUsers.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FastApiUsers.PasswordPolicy;

/// <summary>Registers the policy of one kind of users.</summary>
internal static class PasswordPolicyServices
{
    private const string SectionName = "PasswordPolicy";

    /// <summary>
    /// Adds the keyed services of a kind: its <see cref="PasswordRules"/>, and the built-in rules as keyed <see cref="IPasswordValidator"/>,
    /// beside which the builder can put further ones under the same key.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="kindName">The name of the kind's settings, which is the key.</param>
    /// <param name="section">The configuration section of the kind.</param>
    public static IServiceCollection AddPasswordPolicy(this IServiceCollection services, string kindName, string section)
    {
        if (services.Any(service => service.ServiceType == typeof(PasswordRules) && kindName.Equals(service.ServiceKey)))
            return services;

        AddOptions(services, kindName, $"{section}:{SectionName}");
        AddHttpClient(services);

        // From the cheapest to the dearest: what is refused here is not looked up elsewhere.
        services.AddKeyedSingleton<IPasswordValidator>(kindName, (provider, _) => new MinimumLengthValidator(Options(provider, kindName)));
        services.AddKeyedSingleton<IPasswordValidator>(kindName, (provider, _) => new ContextWordValidator(
            Options(provider, kindName), provider.GetRequiredService<IHostEnvironment>().ApplicationName));
        services.AddKeyedSingleton<IPasswordValidator>(kindName, (provider, _) => new CommonPasswordValidator(Options(provider, kindName)));
        services.AddKeyedSingleton<IPasswordValidator>(kindName, (provider, _) => CreateBreachedPasswordValidator(provider, Options(provider, kindName).Breached));
        services.AddKeyedScoped(kindName, (provider, _) => new PasswordRules(provider, kindName));
        return services;
    }

    private static void AddOptions(IServiceCollection services, string kindName, string section)
    {
        services.AddOptions<PasswordPolicyOptions>(kindName)
            .Configure<IOptionsMonitor<FastApiUsersOptions>>((options, users) => options.Preset = () => users.Get(kindName).Compatibility)
            .BindConfiguration(section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PasswordPolicyOptions>>(
            provider => new PasswordPolicyOptionsValidator(kindName, section, provider.GetRequiredService<IHostEnvironment>()));
    }

    // The address has a part of the password's hash in it. So it is not logged, which is the default of a client from the factory, it is
    // in no trace, and no trace of ours is told to the service.
    private static void AddHttpClient(IServiceCollection services) => services
        .AddHttpClient(BreachedPasswordOptions.HttpClientName)
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.ActivityHeadersPropagator = null;
            handler.UseCookies = false;
        })
        .RemoveAllLoggers();

    private static BreachedPasswordValidator CreateBreachedPasswordValidator(IServiceProvider provider, BreachedPasswordOptions options)
    {
        IPasswordRanges ranges = options.Folder is null
            ? new HttpPasswordRanges(provider.GetRequiredService<IHttpClientFactory>(), options.Endpoint)
            : new FolderPasswordRanges(Path.Combine(provider.GetRequiredService<IHostEnvironment>().ContentRootPath, options.Folder));
        return new BreachedPasswordValidator(options, ranges, provider.GetRequiredService<ILogger<BreachedPasswordValidator>>());
    }

    private static PasswordPolicyOptions Options(IServiceProvider provider, string kindName) =>
        provider.GetRequiredService<IOptionsMonitor<PasswordPolicyOptions>>().Get(kindName);
}
