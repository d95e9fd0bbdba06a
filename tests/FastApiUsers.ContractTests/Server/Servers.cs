namespace FastApiUsers.ContractTests.Server;

/// <summary>One running server for each preset, started when the first test asks for it and shared by all tests of the rules.</summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly Dictionary<Preset, ReferenceServer> running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A client of the server of that preset; each test registers users of its own.</summary>
    public async Task<UserApi> ApiAsync(Preset preset)
    {
        if (!running.TryGetValue(preset, out var server))
            running[preset] = server = await ReferenceServer.StartAsync(new ServerSettings { Compatibility = preset });
        return new UserApi(server);
    }

    public async Task DisposeAsync()
    {
        foreach (var server in running.Values)
            await server.DisposeAsync();
    }

    /// <summary>The tests that share these servers. They run one after the other, and alone, since one of them measures time.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Group : ICollectionFixture<Servers>
    {
        public const string Name = "Servers";
    }
}
