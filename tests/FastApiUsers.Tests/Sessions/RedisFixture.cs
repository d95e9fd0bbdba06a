using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.Sessions;

/// <summary>One Redis server for a class of tests. Users have random ids, so that tests do not meet in it.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
