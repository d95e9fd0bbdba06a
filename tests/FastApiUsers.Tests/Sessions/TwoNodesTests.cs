using System.Diagnostics;
using System.Net;
using FastApiUsers.Tests.EntityFramework;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.Sessions;

/// <summary>Two nodes with nothing between them but one PostgreSQL and one Redis: what ends at one is refused at the other in time.</summary>
public sealed class TwoNodesTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    // What the node promises, and what a busy machine may take to ask and to answer beside it.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public static TheoryData<string, bool> BackendsAndStores => RevocationTests.BackendsAndStores;

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_session_that_ends_at_one_node_is_refused_at_the_other(string backend, bool inRedis)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var a = await StartAsync(database, inRedis);
        await using var b = await StartAsync(database, inRedis);
        await a.RegisterAsync();
        var device = await Device.LoginAsync(a, backend);
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(b));
        await device.RefreshAsync(b);
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(a));
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(b));

        Assert.Equal(HttpStatusCode.NoContent, (await device.SendAsync(a, HttpMethod.Post, $"/auth/{backend}/logout")).Status);
        var clock = Stopwatch.StartNew();

        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(a));

        // A token that is kept in a table is gone from it; a JWT has the time that the node promises.
        if (!backend.EndsWith("jwt", StringComparison.Ordinal))
            Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(b));
        while (await device.MeAsync(b) != HttpStatusCode.Unauthorized)
            Assert.True(clock.Elapsed < Bound + Tolerance, $"Still accepted after {clock.Elapsed}.");
    }

    [Fact]
    public async Task By_the_clock_of_the_nodes_it_is_refused_when_the_bound_is_over_and_not_later()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var time = new SteppedTime();
        await using var a = await SessionCastle.StartAsync(shared: database, time: time);
        await using var b = await SessionCastle.StartAsync(shared: database, time: time);
        await a.RegisterAsync();
        var device = await Device.LoginAsync(a, "bearer-jwt");

        // The first request reads the session, the second asks for those that have ended.
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await device.MeAsync(b), await device.MeAsync(b)));

        Assert.Equal(HttpStatusCode.NoContent, (await device.SendAsync(a, HttpMethod.Post, "/auth/bearer-jwt/logout")).Status);
        time.Advance(Bound - TimeSpan.FromMilliseconds(10));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await device.MeAsync(a), await device.MeAsync(b)));
        time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(b));
    }

    [Theory]
    [InlineData("DELETE /sessions/{id}")]
    [InlineData("DELETE /sessions")]
    [InlineData("DELETE /users/{id}/sessions")]
    [InlineData("password")]
    public async Task So_is_one_that_ends_in_another_way(string way)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var a = await StartAsync(database, inRedis: false);
        await using var b = await StartAsync(database, inRedis: false);
        var user = await a.RegisterAsync();
        await a.ExecuteAsync("UPDATE \"user\" SET is_superuser = true");
        var (caller, device) = (await Device.LoginAsync(a, "cookie-jwt"), await Device.LoginAsync(a, "bearer-jwt"));
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(b));
        var current = (await device.SendAsync(b, HttpMethod.Get, "/sessions")).Body.EnumerateArray().Single(session => session.GetProperty("is_current").GetBoolean());

        var (status, _) = way switch
        {
            "DELETE /sessions/{id}" => await caller.SendAsync(a, HttpMethod.Delete, $"/sessions/{current.GetProperty("id").GetString()}"),
            "DELETE /sessions" => await caller.SendAsync(a, HttpMethod.Delete, "/sessions"),
            "DELETE /users/{id}/sessions" => await caller.SendAsync(a, HttpMethod.Delete, $"/users/{user.GetProperty("id").GetString()}/sessions"),
            _ => await caller.SendAsync(a, HttpMethod.Patch, "/users/me", """{"password":"lancelot-du-lac"}"""),
        };
        Assert.True((int)status is 200 or 204);
        var clock = Stopwatch.StartNew();

        while (await device.MeAsync(b) != HttpStatusCode.Unauthorized)
            Assert.True(clock.Elapsed < Bound + Tolerance, $"Still accepted after {clock.Elapsed}.");
    }

    [Fact]
    public async Task A_node_reads_no_session_per_request_and_asks_for_the_ended_ones_once_in_the_bound()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var recorder = new StatementRecorder();
        await using var a = await StartAsync(database, inRedis: false);
        await using var b = await StartAsync(database, inRedis: false, recorder);
        await a.RegisterAsync();
        var devices = new List<Device>();
        for (var i = 0; i < 5; i++)
            devices.Add(await Device.LoginAsync(a, "bearer-jwt"));
        foreach (var device in devices)
            await device.MeAsync(b);
        recorder.Statements.Clear();

        var clock = Stopwatch.StartNew();
        var requests = 0;
        while (clock.Elapsed < TimeSpan.FromSeconds(3))
        {
            Assert.Equal(HttpStatusCode.OK, await devices[requests++ % devices.Count].MeAsync(b));
        }

        var sessions = recorder.Statements.ConvertAll(statement => statement.CommandText).Where(text => text.Contains("user_session", StringComparison.Ordinal) && text.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        Assert.True(requests > 50, $"{requests} requests in three seconds.");
        Assert.All(sessions, text => Assert.Contains("ended_at >=", text, StringComparison.Ordinal));
        Assert.InRange(sessions.Count, 1, (int)Math.Ceiling(clock.Elapsed / Bound) + 1);
    }

    [Fact]
    public async Task A_node_that_cannot_ask_accepts_nothing()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await SessionCastle.StartAsync(server.Configuration, sessionsInRedis: true);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));

        await server.KillAsync();
        await Task.Delay(Bound);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await device.MeAsync(app));
    }

    private Task<TestApp> StartAsync(TestDatabase database, bool inRedis, StatementRecorder? recorder = null) => SessionCastle.StartAsync(
        redis.Server.Configuration, inRedis, shared: database, context: recorder is null ? null : options => options.AddInterceptors(recorder));
}
