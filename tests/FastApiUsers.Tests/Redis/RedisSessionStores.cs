using FastApiUsers.Hosting;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Redis;

/// <summary>The stores of the sessions of two kinds of users, knights and squires, in one Redis.</summary>
internal sealed class RedisSessionStores : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RedisSessionStores(ServiceProvider services) => _services = services;

    public static RedisSessionStores Open(string configuration, Action<FastApiUsersBuilder>? knights = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("FastApiUsers:Redis:Configuration", configuration), new("FastApiUsers:Redis:Timeout", RedisServer.PatientTimeout)])
            .Build());
        services.AddLogging();
        (knights ?? (users => users.AddRedisSessionDatabase()))(services.AddFastApiUsers<Knight, Guid>());
        services.AddFastApiUsers<Squire, Guid>().AddRedisSessionDatabase();
        return new RedisSessionStores(services.BuildServiceProvider());
    }

    public ISessionDatabase<Guid> Knights => _services.GetRequiredKeyedService<ISessionDatabase<Guid>>(typeof(Knight));

    public ISessionDatabase<Guid> Squires => _services.GetRequiredKeyedService<ISessionDatabase<Guid>>(typeof(Squire));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal sealed class Squire : User<Guid>;
}
