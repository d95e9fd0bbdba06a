using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FastApiUsers.Tests.Outages;

/// <summary>What is an outage and what is not, and what one backend's outage is to another.</summary>
public sealed class OutageDetectorTests
{
    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(10, true)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(1, false)]
    [InlineData(11, false)]
    [InlineData(19, false)]
    [InlineData(26, false)]
    public async Task SQLite_away_is_told_from_SQLite_wrong(int code, bool isOutage) =>
        await JudgeAsync(new DbUpdateException("wrapped", new SqliteException("x", code)), isOutage);

    [Theory]
    [InlineData("57P01", true)]
    [InlineData("57P03", true)]
    [InlineData("57014", true)]
    [InlineData("53300", true)]
    [InlineData("25006", true)]
    [InlineData("40001", true)]
    [InlineData("28P01", false)]
    [InlineData("3D000", false)]
    [InlineData("42P01", false)]
    [InlineData("23505", false)]
    public async Task PostgreSQL_away_is_told_from_PostgreSQL_wrong(string state, bool isOutage) =>
        await JudgeAsync(new InvalidOperationException("wrapped", new PostgresException("x", "ERROR", "ERROR", state)), isOutage);

    [Fact]
    public async Task Another_exception_is_no_outage() => await JudgeAsync(new InvalidOperationException("x", new HttpRequestException("y")), false);

    [Fact]
    public async Task A_locked_SQLite_file_is_503_after_its_time_out_and_then_works()
    {
        await using var app = await StartOnSqliteAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        await using (var other = app.Database.CreateConnection())
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            await command.ExecuteNonQueryAsync();

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.SendAsync(HttpMethod.Patch, "/users/me", """{"first_name":"Arthur"}""", token)).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.PostLoginAsync("cookie")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Patch, "/users/me", """{"first_name":"Arthur"}""", token)).Status);
    }

    [Fact]
    public async Task A_SQLite_file_that_cannot_be_opened_is_503_and_then_works()
    {
        await using var app = await StartOnSqliteAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(app.Database.ConnectionString).DataSource)!;
        Directory.Move(folder, folder + ".away");
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Fact]
    public async Task A_missing_table_is_no_outage()
    {
        await using var app = await Castle.StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();

        await app.ExecuteAsync("DROP TABLE accesstoken");
        await app.ExecuteAsync("ALTER TABLE \"user\" RENAME TO elsewhere");

        Assert.Equal(HttpStatusCode.InternalServerError, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Fact]
    public async Task A_backend_whose_tokens_are_away_leaves_the_others_in_work()
    {
        await using var app = await Castle.StartAsync(
            users => users.Services.AddFastApiUsers<Knight, Guid>().AddBackend("away", new CookieTransport(cookie => cookie.Name = "away"), strategy => strategy.Use<AwayStrategy>()),
            app =>
            {
                app.MapGroup("/auth/away").MapAuthRoutes("away");
                app.MapGet("/optional", (CurrentUser<Knight>? user) => user?.Value.Email ?? "nobody");
                app.MapGet("/superuser", (CurrentSuperuser<Knight> user) => user.Value.Email);
            });
        await app.RegisterAsync();
        var token = await app.LoginAsync();

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/users/me", token));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "/optional", token));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app, "/superuser", token));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/users/me"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/optional"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync(app, "/users/me", "bad"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.PostLoginAsync("away")).StatusCode);
    }

    private static async Task<HttpStatusCode> AskAsync(TestApp app, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", "away=x" } } };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task JudgeAsync(Exception exception, bool isOutage)
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.Sqlite);
        Assert.Equal(isOutage, app.Services.GetRequiredService<IOutageDetector>().IsOutage(exception));
    }

    private static Task<TestApp> StartOnSqliteAsync() => Castle.StartAsync(
        users => users.Services.ConfigureDbContext<KnightDbContext<Knight, Guid>>(options => options.UseSqlite(sqlite => sqlite.CommandTimeout(1))),
        database: DatabaseKind.Sqlite);

    private sealed class AwayStrategy : IStrategy<Knight, Guid>
    {
        public Task<Knight?> ReadTokenAsync(string token, UserManager<Knight, Guid> manager, CancellationToken cancellationToken) =>
            throw new DatabaseUnavailableException("The tokens are away.");

        public Task<string> WriteTokenAsync(Knight user, CancellationToken cancellationToken) => throw new DatabaseUnavailableException("The tokens are away.");
    }
}
