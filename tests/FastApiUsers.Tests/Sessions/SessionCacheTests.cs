using System.Globalization;
using System.Net;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.EntityFramework;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.Tests.Sessions;

/// <summary>What a node remembers of sessions, for how long, and what it tells the store.</summary>
public sealed class SessionCacheTests
{
    private readonly SteppedTime _time = new();
    private readonly StatementRecorder _recorder = new();

    [Theory]
    [InlineData("1", 4, 30)]
    [InlineData("100000", 3, 3)]
    public async Task Sessions_that_have_no_place_are_read_anew(string size, int atLeast, int atMost)
    {
        await using var app = await StartAsync(("CacheSize", size));
        await app.RegisterAsync();
        Device[] devices = [await LoginAsync(app), await LoginAsync(app), await LoginAsync(app)];
        _recorder.Statements.Clear();

        for (var i = 0; i < 30; i++)
            Assert.Equal(HttpStatusCode.OK, await devices[i % 3].MeAsync(app));

        Assert.InRange(Reads(), atLeast, atMost);
    }

    [Fact]
    public async Task Without_a_delay_each_request_reads()
    {
        await using var app = await StartAsync(("RevocationDelay", "00:00:00"));
        await app.RegisterAsync();
        var device = await LoginAsync(app);
        _recorder.Statements.Clear();

        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        Assert.Equal(5, Reads());

        await app.Database.RunAsync("UPDATE user_session SET ended_at = created_at");
        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
    }

    [Fact]
    public async Task A_session_that_is_remembered_is_read_anew_after_half_a_minute()
    {
        await using var app = await StartAsync();
        await app.RegisterAsync();
        var device = await LoginAsync(app);
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));

        // Gone without a word: nobody is told of it.
        await app.Database.RunAsync("DELETE FROM user_session");
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task A_use_at_another_node_counts(bool isUsed, HttpStatusCode expected)
    {
        await using var database = await TestDatabase.CreateAsync(TestDatabase.DefaultKind);
        await using var a = await StartAsync(database, ("IdleTimeout", "00:30:00"));
        await using var b = await StartAsync(database, ("IdleTimeout", "00:30:00"));
        await a.RegisterAsync();
        var device = await LoginAsync(a);
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(b));

        _time.Advance(TimeSpan.FromMinutes(20));
        if (isUsed)
            Assert.Equal(HttpStatusCode.OK, await device.MeAsync(a));
        await RecordAsync(a);
        _time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(expected, await device.MeAsync(b));
    }

    [Fact]
    public async Task A_session_in_use_is_written_once_in_half_a_minute()
    {
        await using var app = await StartAsync();
        await app.RegisterAsync();
        var device = await LoginAsync(app);
        _recorder.Statements.Clear();

        for (var second = 1; second <= 100; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
            await RecordAsync(app);
        }

        Assert.Equal(3, Texts().Count(text => text.StartsWith("UPDATE", StringComparison.Ordinal) && text.Contains("last_used_at", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_outstanding_is_written_when_the_program_stops()
    {
        await using var database = await TestDatabase.CreateAsync(TestDatabase.DefaultKind);
        await using var app = await StartAsync(database);
        await app.RegisterAsync();
        var device = await LoginAsync(app);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        Assert.Empty(await UsedAsync(database));

        await app.Services.GetRequiredService<IHost>().StopAsync();

        Assert.Single(await UsedAsync(database));
    }

    [Fact]
    public async Task Sessions_that_are_over_are_removed_and_counted()
    {
        await using var app = await StartWithCleanupAsync(isEnabled: true);

        await OutliveAsync(app, async (kept) =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await CountAsync(app) > kept)
                await Task.Delay(50, limit.Token);
        });

        Assert.Equal(0, await CountAsync(app));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Counted(app) < 3)
            await Task.Delay(50, limit.Token);
        Assert.Equal(3, Counted(app));
    }

    [Fact]
    public async Task Where_nothing_is_to_be_removed_they_stay()
    {
        await using var app = await StartWithCleanupAsync(isEnabled: false);

        await OutliveAsync(app, _ => Task.CompletedTask);

        // The interval is far shorter, as the test that removes shows.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(3, await CountAsync(app));
    }

    // One that was ended, one that nobody used, and one that was used and reaches its end.
    private async Task OutliveAsync(TestApp app, Func<int, Task> remains)
    {
        await app.RegisterAsync();
        var (ended, _, used) = (await LoginAsync(app), await LoginAsync(app), await LoginAsync(app));
        await ended.SendAsync(app, HttpMethod.Post, "/auth/bearer-jwt/logout");
        _time.Advance(TimeSpan.FromMinutes(59));
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.Equal(3, await CountAsync(app));

        _time.Advance(TimeSpan.FromMinutes(2));
        await remains(2);
        _time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(HttpStatusCode.OK, await used.RefreshAsync(app));
        _time.Advance(TimeSpan.FromDays(5));
        await remains(1);
        _time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.OK, await used.RefreshAsync(app));
        _time.Advance(TimeSpan.FromDays(8));
        await remains(0);
    }

    private static Task<Device> LoginAsync(TestApp app) => Device.LoginAsync(app, "bearer-jwt");

    private static Task RecordAsync(TestApp app) => app.Services.GetRequiredService<SessionCache<Knight, Guid>>().RecordUsesAsync(CancellationToken.None);

    private static Task<IReadOnlyList<object?[]>> UsedAsync(TestDatabase database) => database.RunAsync("SELECT id FROM user_session WHERE last_used_at > created_at");

    private static async Task<int> CountAsync(TestApp app) => (await app.Database.RunAsync("SELECT id FROM user_session")).Count;

    private static int Counted(TestApp app) => app.Log.Lines.Where(line => line.Id == 62 && line.Text.Contains("sessions of Knight", StringComparison.Ordinal))
        .Sum(line => int.Parse(line.Text.Split(' ')[0], CultureInfo.InvariantCulture));

    private List<string> Texts() => _recorder.Statements.ConvertAll(statement => statement.CommandText).FindAll(text => text.Contains("user_session", StringComparison.Ordinal));

    private int Reads() => Texts().Count(text => text.StartsWith("SELECT", StringComparison.Ordinal) && !text.Contains(">=", StringComparison.Ordinal));

    private Task<TestApp> StartWithCleanupAsync(bool isEnabled) => SessionCastle.StartAsync(
        settings: new Dictionary<string, string?> { ["FastApiUsers:TokenCleanup:Interval"] = "00:00:00.1", ["FastApiUsers:TokenCleanup:Enabled"] = $"{isEnabled}" }, time: _time);

    private Task<TestApp> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    private Task<TestApp> StartAsync(TestDatabase? database, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        settings: settings.ToDictionary(setting => "FastApiUsers:Sessions:" + setting.Name, string? (setting) => setting.Value),
        shared: database,
        time: _time,
        context: options => options.AddInterceptors(_recorder));
}
