using System.Diagnostics;
using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;
using Npgsql;
using Xunit.Abstractions;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>A PostgreSQL primary with a synchronous standby.</summary>
[Collection(DurabilityGroup.Name)]
public sealed class FailoverTests(ITestOutputHelper output)
{
    private const string Standby = "second";
    private const int Registrations = 16;
    private const int RefusalsWhileDown = 8;

    [Fact]
    public async Task When_the_primary_is_killed_under_load_and_the_standby_promoted_the_nodes_go_on_by_themselves_and_have_lost_nothing()
    {
        await using var primary = await PostgreSqlServer.StartAsync("fsync=on", "synchronous_commit=on");
        var created = await primary.CreateDatabaseAsync();
        await using var standby = await PostgreSqlServer.StartStandbyAsync(primary, Standby);
        await primary.ReplicateSynchronouslyAsync(Standby);

        var settings = new ServerSettings { Database = DatabaseKind.PostgreSql, ConnectionString = BothHosts(created, primary, standby), Compatibility = Preset.Modern };
        await using var nodeA = await ReferenceServer.StartAsync(settings);
        await using var nodeB = await ReferenceServer.StartAsync(settings);

        var stream = new RegistrationStream(nodeA, nodeB);
        await stream.RegisterMoreAsync(Registrations);
        await primary.KillAsync();
        await stream.RefuseMoreAsync(RefusalsWhileDown);
        await standby.PromoteAsync();
        var clock = Stopwatch.StartNew();
        await stream.RegisterMoreAsync(1);
        output.WriteLine($"The first registration was acknowledged {clock.Elapsed.TotalSeconds:F1} s after the promotion.");
        await stream.StopAsync();

        Assert.Equal([503], stream.Refused.Select(answer => answer.Status).Distinct());
        Assert.Equal(0, stream.Cut);
        await using var database = TestDatabase.OfPostgreSql(standby.ConnectionString(new NpgsqlConnectionStringBuilder(created).Database!));
        await Survivors.AssertWholeAsync(database, nodeA, stream.Registered, stream.SignedIn);
        using var apiB = new UserApi(nodeB);
        await apiB.NewAccountAsync();
    }

    [Fact]
    public async Task While_the_standby_is_gone_nothing_is_acknowledged()
    {
        await using var primary = await PostgreSqlServer.StartAsync();
        var created = await primary.CreateDatabaseAsync();
        await using var standby = await PostgreSqlServer.StartStandbyAsync(primary, Standby);
        await primary.ReplicateSynchronouslyAsync(Standby);
        await using var node = await ReferenceServer.StartAsync(new ServerSettings { Database = DatabaseKind.PostgreSql, ConnectionString = created });
        using var api = new UserApi(node);
        await api.NewAccountAsync();

        await standby.KillAsync();
        var registration = api.RegisterAsync(UserApi.NewEmail());
        await Task.WhenAny(registration, Task.Delay(TimeSpan.FromSeconds(2)));
        Assert.False(registration.IsCompleted);

        await standby.StartAgainAsync();
        (await registration).Expect(201);
    }

    private static string BothHosts(string connectionString, PostgreSqlServer primary, PostgreSqlServer standby) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}",
        TargetSessionAttributes = "primary",
        HostRecheckSeconds = 1,
    }.ToString();
}
