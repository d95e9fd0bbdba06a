using System.Diagnostics;
using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>Two server programs with sessions on one PostgreSQL and one Redis, and nothing else between them.</summary>
[Collection(DurabilityGroup.Name)]
public sealed class SeveralNodesSessionsTests(SeveralNodesSessionsTests.Nodes nodes) : IClassFixture<SeveralNodesSessionsTests.Nodes>
{
    // What a node promises, and what a busy machine may take to ask and to answer beside it.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public static TheoryData<string, string> StoresAndBackends => new()
    {
        { "Database", "jwt" }, { "Database", "cookie" }, { "Database", "redis" }, { "Redis", "jwt" }, { "Redis", "cookie" }, { "Redis", "redis" },
    };

    [Theory]
    [MemberData(nameof(StoresAndBackends))]
    public async Task The_tokens_of_one_node_are_good_at_the_other(string store, string backend)
    {
        var (a, b) = await nodes.GetAsync(store);
        var client = await SignedInClient.LoginAsync(a, (await a.NewAccountAsync()).Email, backend);
        Assert.Equal(200, await client.MeAsync(b));

        foreach (var node in new[] { b, a, b })
        {
            await client.RefreshAsync(node);
            Assert.Equal(200, await client.MeAsync(a));
            Assert.Equal(200, await client.MeAsync(b));
        }

        Assert.Equal(1, (await client.SendAsync(a, HttpMethod.Get, "/sessions")).Json.GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(StoresAndBackends))]
    public async Task A_session_that_ends_at_one_node_ends_at_the_other_in_time(string store, string backend)
    {
        var (a, b) = await nodes.GetAsync(store);
        var email = (await a.NewAccountAsync()).Email;
        var (left, other, stays) = (
            await SignedInClient.LoginAsync(a, email, backend), await SignedInClient.LoginAsync(b, email, backend), await SignedInClient.LoginAsync(a, email, backend));
        foreach (var client in new[] { left, other, stays })
            Assert.Equal(200, await client.MeAsync(b));

        await left.LogoutAsync(a);
        await AssertEndsAsync(left, b);
        Assert.Equal(200, await other.MeAsync(b));

        (await stays.SendAsync(a, HttpMethod.Delete, "/sessions")).Expect(204);
        await AssertEndsAsync(other, b);
        Assert.Equal(200, await stays.MeAsync(b));
    }

    [Theory]
    [InlineData("Database")]
    [InlineData("Redis")]
    public async Task Of_a_node_that_is_killed_under_load_no_acknowledged_session_is_lost(string store)
    {
        await using var killed = await ReferenceServer.StartAsync(await nodes.SettingsAsync(store));
        using var a = new UserApi(killed);
        var (_, b) = await nodes.GetAsync(store);
        var stream = new SessionStream(a, (await a.NewAccountAsync()).Email);
        await stream.WaitAsync(sessions: 12, refreshes: 40);

        await killed.KillAsync();
        await stream.EndAsync();

        // First of all those that do not know whether they were refreshed: the grace is theirs.
        foreach (var client in stream.Cut)
            await client.RefreshAsync(b);
        foreach (var client in stream.Sessions)
        {
            Assert.Equal(200, await client.MeAsync(b));
            await client.RefreshAsync(b);
            Assert.Equal(200, await client.MeAsync(b));
        }

        Assert.Equal(3, stream.Cut.Count);
    }

    private static async Task AssertEndsAsync(SignedInClient client, UserApi node)
    {
        var clock = Stopwatch.StartNew();
        while (await client.MeAsync(node) != 401)
            Assert.True(clock.Elapsed < Bound + Tolerance, $"Still accepted after {clock.Elapsed}.");
        Assert.Equal(401, (await client.PostRefreshAsync(node)).Status);
    }

    /// <summary>For each store of sessions two programs, started when the first test asks for them.</summary>
    public sealed class Nodes : IAsyncLifetime
    {
        private readonly Dictionary<string, (UserApi A, UserApi B)> running = [];
        private readonly Dictionary<string, TestDatabase> databases = [];
        private RedisServer? redis;

        public async Task InitializeAsync() => redis = await RedisServer.StartAsync();

        public async Task<(UserApi A, UserApi B)> GetAsync(string store)
        {
            if (!running.TryGetValue(store, out var nodes))
            {
                var settings = await SettingsAsync(store);
                running[store] = nodes = (new UserApi(await ReferenceServer.StartAsync(settings)), new UserApi(await ReferenceServer.StartAsync(settings)));
            }

            return nodes;
        }

        /// <summary>What the programs of a store are started with.</summary>
        public async Task<ServerSettings> SettingsAsync(string store)
        {
            if (!databases.TryGetValue(store, out var database))
                databases[store] = database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
            return new()
            {
                Database = DatabaseKind.PostgreSql,
                ConnectionString = database.ConnectionString,
                Compatibility = Preset.Modern,
                Redis = redis!.Configuration,
                Sessions = store,
            };
        }

        public async Task DisposeAsync()
        {
            foreach (var node in running.Values.SelectMany(nodes => new[] { nodes.A, nodes.B }))
            {
                node.Dispose();
                await node.Server.DisposeAsync();
            }

            foreach (var database in databases.Values)
                await database.DisposeAsync();
            if (redis is not null)
                await redis.DisposeAsync();
        }
    }
}
