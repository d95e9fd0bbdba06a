using FastApiUsers.Hosting;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace FastApiUsers.Redis;

internal static class RedisServiceCollectionExtensions
{
    /// <summary>Adds the connection, once for all that use it.</summary>
    public static void AddRedisConnection(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RedisConnection)))
            return;

        services.AddSingleton<RedisConnection>();
        SettingsSection.Add<RedisOptions>(services, RedisOptions.SectionName)
            .Validate<IServiceProvider>(
                (options, provider) => !string.IsNullOrWhiteSpace(options.Configuration) || provider.GetService<IServiceProviderIsService>()!.IsService(typeof(IConnectionMultiplexer)),
                $"{RedisOptions.SectionName}:Configuration is missing. Set it to the address of Redis, for example localhost:6379, or register an IConnectionMultiplexer.")
            .Validate(
                options => options.Timeout > TimeSpan.Zero && options.Timeout <= TimeSpan.FromMinutes(10),
                $"{RedisOptions.SectionName}:Timeout is not positive, or over ten minutes. Set it to a time span, for example 00:00:02.");
    }
}
