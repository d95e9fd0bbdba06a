using System.Diagnostics;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Outages;

/// <summary>A program that starts together with its database server waits for it, up to a limit.</summary>
public sealed class DatabaseStartTests(OwnPostgreSql postgreSql) : IClassFixture<OwnPostgreSql>
{
    [Fact]
    public async Task A_program_starts_when_its_server_does()
    {
        var database = await postgreSql.Server.CreateDatabaseAsync();
        await postgreSql.Server.KillAsync();

        var starting = StartAsync(database);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(starting.IsCompleted);
        await postgreSql.Server.StartAgainAsync();
        await using var app = await starting;

        Assert.Single(app.Log.Lines, line => line.Id == 61);
    }

    [Fact]
    public async Task A_server_that_never_starts_ends_the_program_with_what_was_tried()
    {
        var mistake = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => StartAsync("Host=127.0.0.1;Port=1;Username=arthur;Password=guinevere;Database=camelot", "00:00:02"));

        Assert.Matches(
            "^The database 'camelot' at tcp://127.0.0.1:1 did not answer within 00:00:02 \\(FastApiUsers:Database:StartTimeout\\). Connecting was tried [0-9]+ times; last: Failed to connect to 127.0.0.1:1 ",
            mistake.Message);
        Assert.DoesNotContain("guinevere", mistake.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_ends_the_program_after_the_limit()
    {
        var database = await postgreSql.Server.CreateDatabaseAsync();
        postgreSql.Freeze();
        try
        {
            var mistake = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => StartAsync(database + ";Pooling=false;Timeout=60;Cancellation Timeout=500", "00:00:02"));

            Assert.Contains("said nothing", mistake.Message, StringComparison.Ordinal);
        }
        finally
        {
            postgreSql.Thaw();
        }
    }

    [Fact]
    public async Task A_database_that_does_not_exist_ends_the_program_at_once()
    {
        var start = Stopwatch.GetTimestamp();
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(postgreSql.Server.ConnectionString("nowhere"), "00:05:00"));

        Assert.Contains("""The database 'nowhere' at tcp://127.0.0.1:""", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("Create it, or correct its name", mistake.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_user_who_does_not_exist_ends_the_program_at_once()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(postgreSql.Server.ConnectionString("postgres") + ";Username=nobody", "00:05:00"));

        Assert.Contains("Correct the user name and the password", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_zero_does_not_look()
    {
        await using var app = await StartAsync("Host=127.0.0.1;Port=1;Username=x;Database=x", "00:00:00");
    }

    [Fact]
    public async Task A_program_can_wait_before_it_makes_its_tables()
    {
        await using var app = await StartAsync("Host=127.0.0.1;Port=1;Username=x;Database=x", "00:00:00");
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Database;

        var mistake = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => database.WaitUntilReadyAsync(TimeSpan.FromSeconds(1)));
        Assert.Contains("the limit of WaitUntilReadyAsync", mistake.Message, StringComparison.Ordinal);

        // A server without the database is ready: the program makes it.
        database.SetConnectionString(postgreSql.Server.ConnectionString("nowhere"));
        await database.WaitUntilReadyAsync();

        database.SetConnectionString(postgreSql.Server.ConnectionString("postgres"));
        await database.WaitUntilReadyAsync();
        Assert.Equal(System.Data.ConnectionState.Closed, database.GetDbConnection().State);
    }

    [Fact]
    public async Task A_database_in_a_file_is_not_waited_for()
    {
        await using var app = await Castle.StartAsync(
            users => users.Services.ConfigureDbContext<KnightDbContext<Knight, Guid>>(options => options.UseSqlite()), database: TestServers.DatabaseKind.Sqlite);
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Database;
        database.SetConnectionString("Data Source=/nowhere/users.db");

        await database.WaitUntilReadyAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        await using var app = await StartAsync("Host=127.0.0.1;Port=1;Username=x;Database=x", "00:00:00");
        await using var scope = app.Services.CreateAsyncScope();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Database.WaitUntilReadyAsync(TimeSpan.FromMinutes(5), cancellation.Token));
    }

    // Without tables: the application of most tests makes them before the start.
    private static Task<TestApp> StartAsync(string connection, string limit = "00:01:00") => TestApp.StartAsync(
        (builder, _) =>
        {
            builder.Services.AddDbContextPool<KnightDbContext<Knight, Guid>>(options => options.UseNpgsql(connection));
            builder.Services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkDatabase<KnightDbContext<Knight, Guid>>()
                .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt());
        },
        _ => { },
        new Dictionary<string, string?> { ["FastApiUsers:Database:StartTimeout"] = limit });
}
