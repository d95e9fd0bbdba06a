using FastApiUsers.ContractTests.Server;
using FastApiUsers.TestServers;

namespace FastApiUsers.ContractTests.Durability;

/// <summary>The server program is ended by <c>kill -9</c> in the middle of a stream of registrations.</summary>
[Collection(DurabilityGroup.Name)]
public sealed class ProgramKilledTests
{
    private const int Kills = 3;
    private const int RegistrationsBeforeAKill = 8;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task After_a_restart_every_acknowledged_registration_is_there_and_none_is_half_there(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var settings = new ServerSettings { Database = kind, ConnectionString = database.ConnectionString, Compatibility = Preset.Modern };
        var registered = new List<string>();
        var signedIn = new List<(string, string)>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ReferenceServer.StartAsync(settings);
            var stream = new RegistrationStream(server);
            await stream.RegisterMoreAsync(RegistrationsBeforeAKill);
            await server.KillAsync();
            await stream.StopAsync();

            Assert.NotEqual(0, stream.Cut);
            Assert.Empty(stream.Refused);
            registered.AddRange(stream.Registered);
            signedIn.AddRange(stream.SignedIn);
        }

        await using var restarted = await ReferenceServer.StartAsync(settings);
        await Survivors.AssertWholeAsync(database, restarted, registered, signedIn);
        if (kind == DatabaseKind.Sqlite)
            Assert.Equal("ok", Assert.Single(await database.RunAsync("PRAGMA integrity_check"))[0]);
    }
}
