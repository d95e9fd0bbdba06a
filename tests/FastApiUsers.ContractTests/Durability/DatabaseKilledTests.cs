using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>All processes of PostgreSQL, with its default durable settings, are ended by <c>kill -9</c> in the middle of a stream of registrations.</summary>
[Collection(DurabilityGroup.Name)]
public sealed class DatabaseKilledTests
{
    private const int Kills = 2;
    private const int RegistrationsBeforeAKill = 12;
    private const int RefusalsWhileDown = 8;

    [Fact]
    public async Task The_program_answers_503_meanwhile_goes_on_by_itself_and_has_lost_nothing()
    {
        await using var postgres = await PostgreSqlServer.StartAsync("fsync=on", "synchronous_commit=on");
        await using var database = TestDatabase.OfPostgreSql(await postgres.CreateDatabaseAsync());
        await using var server = await ReferenceServer.StartAsync(
            new ServerSettings { Database = DatabaseKind.PostgreSql, ConnectionString = database.ConnectionString, Compatibility = Preset.Modern });

        var stream = new RegistrationStream(server);
        for (var kill = 0; kill < Kills; kill++)
        {
            await stream.RegisterMoreAsync(RegistrationsBeforeAKill);
            await postgres.KillAsync();
            await stream.RefuseMoreAsync(RefusalsWhileDown);
            await postgres.StartAgainAsync();
        }

        await stream.RegisterMoreAsync(RegistrationsBeforeAKill);
        await stream.StopAsync();

        Assert.Equal([503], stream.Refused.Select(answer => answer.Status).Distinct());
        Assert.Equal(0, stream.Cut);
        await Survivors.AssertWholeAsync(database, server, stream.Registered, stream.SignedIn);
    }
}
