using System.Net;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.Sessions;

/// <summary>Whoever reads the database, Redis or the log finds no token there, nor enough of one to try the rest.</summary>
public sealed class SecretsAtRestTests
{
    private const int Window = 20;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.PostgreSql, false)]
    [InlineData(DatabaseKind.PostgreSql, true)]
    public async Task No_token_is_stored_or_logged(DatabaseKind database, bool inRedis)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = await StartAsync(redis, database, inRedis);
        var (kept, stolen) = await UseAsync(app);
        Device[] devices = [.. kept, .. stolen];

        var stored = (await StoredTexts.OfAsync(app.Database, database)).Concat(await StoredTexts.OfAsync(redis)).ToList();
        var logged = app.Log.Lines.Select(line => line.Text).ToList();

        // That it was looked at all: each device is there by the id of its session, and the program has logged what it did.
        var all = string.Join('\n', stored);
        Assert.All(devices, device => Assert.Contains(RefreshToken.SessionIdOf(device.RefreshToken!), all, StringComparison.Ordinal));
        Assert.Contains(logged, line => line.Contains("/refresh", StringComparison.Ordinal));
        Assert.Contains(logged, line => line.Contains("user_session", StringComparison.Ordinal) || inRedis);
        Assert.Empty(Find(SecretsOf(devices), stored));
        Assert.Empty(Find(SecretsOf(devices), logged));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Where_it_is_asked_for_opaque_access_tokens_are_stored_as_they_are_and_refresh_tokens_are_not(DatabaseKind database)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = await StartAsync(redis, database, inRedis: true, ("FastApiUsers:TokenStorage", "Plain"));
        var (kept, _) = await UseAsync(app);

        var stored = (await StoredTexts.OfAsync(app.Database, database)).Concat(await StoredTexts.OfAsync(redis)).ToList();

        foreach (var device in kept)
        {
            Assert.Equal(device.Backend.EndsWith("jwt", StringComparison.Ordinal), Find([device.AccessToken[SessionId.Length..]], stored).Count == 0);
            Assert.Empty(Find([device.RefreshToken![SessionId.Length..]], stored));
        }
    }

    private static Task<TestApp> StartAsync(RedisServer redis, DatabaseKind database, bool inRedis, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        redis.Configuration,
        inRedis,
        settings: settings.Concat(SessionCastle.Backends.Select(name => ($"FastApiUsers:Backends:{name}:RefreshTokens:Grace", "00:00:00"))).Append(("Logging:LogLevel:Default", "Trace"))
            .ToDictionary(setting => setting.Item1, string? (setting) => setting.Item2),
        database: database);

    // For each backend a session that goes on and a stolen one, with each of their tokens.
    private static async Task<(List<Device> Kept, List<Device> Stolen)> UseAsync(TestApp app)
    {
        await app.RegisterAsync();
        var (kept, stolen) = (new List<Device>(), new List<Device>());
        foreach (var backend in SessionCastle.Backends)
        {
            kept.AddRange(await LoginAsync(app, backend));
            var states = await LoginAsync(app, backend);
            Assert.Equal(HttpStatusCode.Unauthorized, await states[0].Copy().RefreshAsync(app));
            stolen.AddRange(states);
        }

        Assert.Equal(SessionCastle.Backends.Length, app.Log.Lines.Count(line => line.Id == 21));
        return (kept, stolen);
    }

    // The tokens of the login and of two refreshes.
    private static async Task<List<Device>> LoginAsync(TestApp app, string backend)
    {
        var device = await Device.LoginAsync(app, backend);
        var states = new List<Device> { device.Copy() };
        for (var i = 0; i < 2; i++)
        {
            Assert.True((int)await device.RefreshAsync(app) is 200 or 204);
            states.Add(device.Copy());
        }

        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        return states;
    }

    // The id of a session, with which opaque tokens begin, is no secret. A JWT has the user's id and the session's in it, encoded.
    private static IEnumerable<string> SecretsOf(IEnumerable<Device> devices) => devices.SelectMany(device => new[]
    {
        device.Backend.EndsWith("jwt", StringComparison.Ordinal) ? device.AccessToken : device.AccessToken[SessionId.Length..],
        device.RefreshToken![SessionId.Length..],
    });

    private static List<string> Find(IEnumerable<string> secrets, IReadOnlyList<string> texts)
    {
        var all = string.Join('\n', texts);
        return [.. secrets.Where(secret => Enumerable.Range(0, secret.Length - Window + 1).Any(start => all.Contains(secret.Substring(start, Window), StringComparison.Ordinal)))];
    }
}
