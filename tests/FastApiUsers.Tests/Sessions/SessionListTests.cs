using System.Globalization;
using System.Net;
using System.Text.Json;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.Sessions;

/// <summary>What a user is shown of sessions: the exact answer, in both stores.</summary>
public sealed class SessionListTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly string[] Members =
    [
        "id", "is_current", "backend", "device", "user_agent", "ip_address", "authentication_method",
        "authenticated_at", "created_at", "last_used_at", "idle_expires_at", "expires_at",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_is_shown_with_these_members_and_no_hash(bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");

        var session = Assert.Single(await ListAsync(app, device));

        Assert.Equal(Members, session.EnumerateObject().Select(member => member.Name));
        Assert.Matches("^[A-Za-z0-9_-]{20}$", session.GetProperty("id").GetString());
        Assert.True(session.GetProperty("is_current").GetBoolean());
        Assert.Equal("bearer-jwt", session.GetProperty("backend").GetString());
        Assert.Equal("Firefox on Linux", session.GetProperty("device").GetString());
        Assert.Equal(Device.Agent, session.GetProperty("user_agent").GetString());
        Assert.Equal("127.0.0.1", session.GetProperty("ip_address").GetString());
        Assert.Equal("password", session.GetProperty("authentication_method").GetString());
        foreach (var (member, expected) in new[]
        {
            ("authenticated_at", time.Now), ("created_at", time.Now), ("last_used_at", time.Now),
            ("idle_expires_at", time.Now.AddDays(14)), ("expires_at", time.Now.AddDays(30)),
        })
        {
            // RFC 3339, in UTC: to the letter, since programs in other languages read it.
            var text = session.GetProperty(member).GetString()!;
            Assert.Equal(expected, DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)$", text);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_ends_unused_no_later_than_it_ends_anyway(bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time, ("FastApiUsers:Sessions:Lifetime", "1.00:00:00"));
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");

        var session = Assert.Single(await ListAsync(app, device));

        Assert.Equal(time.Now.AddDays(1), session.GetProperty("idle_expires_at").GetDateTimeOffset());
        Assert.Equal(time.Now.AddDays(1), session.GetProperty("expires_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Own_sessions_are_listed_oldest_first_and_the_one_that_asks_is_marked(bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time);
        await app.RegisterAsync();
        await app.RegisterAsync("galahad@camelot.bt");
        var stranger = await Device.LoginAsync(app, "bearer-jwt", "galahad@camelot.bt");
        var devices = new List<Device>();
        foreach (var backend in SessionCastle.Backends)
        {
            devices.Add(await Device.LoginAsync(app, backend));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        for (var i = 0; i < devices.Count; i++)
        {
            var sessions = await ListAsync(app, devices[i]);
            Assert.Equal(SessionCastle.Backends, sessions.Select(session => session.GetProperty("backend").GetString()));
            Assert.Equal(sessions.Select(session => session.GetProperty("created_at").GetDateTimeOffset()).Order(), sessions.Select(session => session.GetProperty("created_at").GetDateTimeOffset()));
            Assert.Equal(devices.Select((_, place) => place == i), sessions.Select(session => session.GetProperty("is_current").GetBoolean()));
        }

        Assert.Single(await ListAsync(app, stranger));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_use_is_shown_after_the_store_was_told(bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time);
        await app.RegisterAsync();
        var (asks, refreshes) = (await Device.LoginAsync(app, "bearer-jwt"), await Device.LoginAsync(app, "bearer-jwt"));
        time.Advance(TimeSpan.FromMinutes(10));

        await refreshes.RefreshAsync(app);

        var sessions = await ListAsync(app, asks);
        Assert.Equal([time.Now], sessions.Where(session => !session.GetProperty("is_current").GetBoolean()).Select(session => session.GetProperty("last_used_at").GetDateTimeOffset()));
        Assert.All(sessions, session => Assert.Equal(time.Now.AddMinutes(-10), session.GetProperty("created_at").GetDateTimeOffset()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_address_is_not_kept_where_that_is_configured(bool inRedis)
    {
        await using var app = await StartAsync(inRedis, null, ("FastApiUsers:Sessions:StoreIpAddress", "false"));
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "cookie-redis");

        Assert.Equal(JsonValueKind.Null, Assert.Single(await ListAsync(app, device)).GetProperty("ip_address").ValueKind);
    }

    private static DateTimeOffset WholeSecond() => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private static async Task<JsonElement[]> ListAsync(TestApp app, Device device) =>
        [.. (await device.SendAsync(app, HttpMethod.Get, "/sessions")).Body.EnumerateArray()];

    private Task<TestApp> StartAsync(bool inRedis, SteppedTime? time, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        redis.Server.Configuration, inRedis, settings: settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value), time: time);
}
