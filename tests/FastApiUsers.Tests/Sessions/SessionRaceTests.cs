using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.Sessions;

/// <summary>Requests that meet: in whatever order the server takes them, what is over stays over.</summary>
public sealed class SessionRaceTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const int Rounds = 20;
    private const string NewPassword = "lancelot-du-lac";

    public static TheoryData<DatabaseKind, bool> Stores => new()
    {
        { DatabaseKind.Sqlite, false },
        { DatabaseKind.PostgreSql, false },
        { DatabaseKind.PostgreSql, true },
    };

    public static TheoryData<string, DatabaseKind, bool> BackendsAndStores
    {
        get
        {
            var data = new TheoryData<string, DatabaseKind, bool>();
            foreach (var backend in new[] { "bearer-jwt", "bearer-database", "bearer-redis" })
            {
                data.Add(backend, DatabaseKind.Sqlite, false);
                data.Add(backend, DatabaseKind.PostgreSql, false);
                data.Add(backend, DatabaseKind.PostgreSql, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Of_eight_logins_at_once_as_many_as_are_allowed_are_left(DatabaseKind database, bool inRedis)
    {
        await using var app = await StartAsync(database, inRedis, ("FastApiUsers:Sessions:MaximumPerUser", "3"));
        for (var round = 0; round < 5; round++)
        {
            var email = await RegisterAsync(app);

            var devices = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryLoginAsync(app, "bearer-database", email, TimeSpan.Zero)));

            var alive = new List<Device>();
            foreach (var device in devices)
            {
                Assert.NotNull(device);
                if (await device.MeAsync(app) == HttpStatusCode.OK)
                    alive.Add(device);
            }

            Assert.Equal(3, alive.Count);
            Assert.Equal(3, (await alive[0].SendAsync(app, HttpMethod.Get, "/sessions")).Body.GetArrayLength());
        }
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_login_that_meets_a_new_password_leaves_no_session_of_the_old_one(string backend, DatabaseKind database, bool inRedis)
    {
        await using var app = await StartAsync(database, inRedis);
        var signedIn = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var email = await RegisterAsync(app);
            var changes = await Device.LoginAsync(app, backend, email);

            // Sooner and later against the change, so that the two meet in any order.
            var logins = Enumerable.Range(0, 3).Select(i => TryLoginAsync(app, backend, email, TimeSpan.FromMilliseconds(i * round))).ToList();
            var (status, _) = await changes.SendAsync(app, HttpMethod.Patch, "/users/me", $$"""{"password":"{{NewPassword}}"}""");
            var devices = (await Task.WhenAll(logins)).OfType<Device>().ToList();

            Assert.True(status == HttpStatusCode.OK, Describe(app, status));
            signedIn += devices.Count;
            foreach (var device in devices.Append(changes))
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
                Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
            }

            var after = await Device.LoginAsync(app, backend, email, NewPassword);
            Assert.Equal(1, (await after.SendAsync(app, HttpMethod.Get, "/sessions")).Body.GetArrayLength());
        }

        Assert.NotEqual(0, signedIn);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Nothing_outlives_a_sign_out_that_meets_a_refresh(string backend, DatabaseKind database, bool inRedis)
    {
        await using var app = await StartAsync(database, inRedis);
        await app.RegisterAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var leaves = await Device.LoginAsync(app, backend);
            var refreshes = leaves.Copy();

            var refresh = refreshes.RefreshAsync(app);
            await Task.Delay(TimeSpan.FromMilliseconds(round % 5));
            var (status, _) = await leaves.SendAsync(app, HttpMethod.Post, $"/auth/{backend}/logout");

            Assert.True(status == HttpStatusCode.NoContent, Describe(app, status));
            Assert.True(await refresh is HttpStatusCode.OK or HttpStatusCode.Unauthorized, Describe(app, await refresh));
            foreach (var device in new[] { leaves, refreshes })
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
                Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
            }
        }
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Of_two_devices_that_sign_out_everywhere_else_one_goes_on_only_where_the_other_came_too_late(string backend, DatabaseKind database, bool inRedis)
    {
        await using var app = await StartAsync(database, inRedis);
        for (var round = 0; round < Rounds; round++)
        {
            var email = await RegisterAsync(app);
            var devices = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Device.LoginAsync(app, backend, email)));

            var statuses = await Task.WhenAll(devices.Take(2).Select(async device => (await device.SendAsync(app, HttpMethod.Delete, "/sessions")).Status));

            // Whoever was answered 204 has ended the other; whoever came after that is 401, and has ended nobody.
            Assert.All(statuses, status => Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.Unauthorized, Describe(app, status)));
            Assert.Contains(HttpStatusCode.NoContent, statuses);
            Assert.Equal(statuses[1] == HttpStatusCode.Unauthorized, await devices[0].MeAsync(app) == HttpStatusCode.OK);
            Assert.Equal(statuses[0] == HttpStatusCode.Unauthorized, await devices[1].MeAsync(app) == HttpStatusCode.OK);
            foreach (var device in devices.Skip(2))
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
                Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
            }
        }
    }

    private static async Task<string> RegisterAsync(TestApp app)
    {
        var email = $"{Guid.CreateVersion7():N}@camelot.bt";
        await app.RegisterAsync(email);
        return email;
    }

    // A login that came too late is refused as one with a wrong password.
    private static async Task<Device?> TryLoginAsync(TestApp app, string backend, string email, TimeSpan delay)
    {
        await Task.Delay(delay);
        using var response = await app.PostLoginAsync(backend, email);
        if (response.IsSuccessStatusCode)
            return await Device.OfAsync(backend, response);
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, Describe(app, response.StatusCode));
        return null;
    }

    private static string Describe(TestApp app, HttpStatusCode status) =>
        $"{status}\n{string.Join('\n', app.Log.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text))}";

    private Task<TestApp> StartAsync(DatabaseKind database, bool inRedis, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        redis.Server.Configuration, inRedis, settings: settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value), database: database);
}
