using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace FastApiUsers.Tests.Outages;

/// <summary>While the database is away nobody is let in, nobody is told that they are not signed in, and nothing has to be restarted afterwards.</summary>
public sealed class OutageTests(OwnPostgreSql postgreSql) : IClassFixture<OwnPostgreSql>
{
    private const int LogId = 60;

    private static readonly string[] Anonymous = ["/anonymous", "/anonymous-group"];

    private static readonly string[] ForUsers =
    [
        "/users/me", "/current", "/active", "/verified", "/superuser", "/optional", "/optional-active", "/required", "/authorize", "/jwt-or-cookie", "/cookie-or-jwt",
        "/other-first", "/other-last", "/anybody", "/table/any", "/table/active", "/table/role",
    ];

    [Theory]
    [InlineData(false, "Original", """{"detail":"Service Unavailable"}""")]
    [InlineData(true, "ProblemDetails", """{"type":"about:blank","title":"Service Unavailable","status":503,"code":"Service Unavailable"}""")]
    public async Task Everything_that_needs_the_database_is_503_while_it_is_away_and_works_when_it_is_back(bool retries, string format, string body)
    {
        await using var app = await StartAsync(
            npgsql: npgsql => EnableRetries(npgsql, retries), settings: new Dictionary<string, string?> { ["FastApiUsers:ErrorFormat"] = format });
        await app.RegisterAsync();
        await app.ExecuteAsync("UPDATE \"user\" SET is_verified = TRUE, is_superuser = TRUE");
        var (token, cookie) = (await app.LoginAsync(), await app.LoginAsync(backend: "cookie"));

        async Task<List<Answer>> AskAllAsync()
        {
            List<Answer> answers =
            [
                await AskAsync(app, HttpMethod.Post, "/auth/jwt/login", form: $"username={UserClient.Email}&password={UserClient.Password}"),
                await AskAsync(app, HttpMethod.Post, "/auth/cookie/login", form: $"username={UserClient.Email}&password={UserClient.Password}"),
                await AskAsync(app, HttpMethod.Post, "/auth/register", json: """{"email":"lancelot@camelot.bt","password":"guinevere"}"""),
                await AskAsync(app, HttpMethod.Post, "/auth/forgot-password", json: """{"email":"arthur@camelot.bt"}"""),
                await AskAsync(app, HttpMethod.Patch, "/users/me", token: token, json: """{"first_name":"Arthur"}"""),
                await AskAsync(app, HttpMethod.Patch, "/users/me", cookie: cookie, json: """{"first_name":"Arthur"}"""),
            ];
            foreach (var path in ForUsers)
                answers.Add(await AskAsync(app, HttpMethod.Get, path, token: token));
            foreach (var path in ForUsers)
                answers.Add(await AskAsync(app, HttpMethod.Get, path, cookie: cookie));
            return answers;
        }

        await postgreSql.Server.KillAsync();
        try
        {
            app.Log.Lines.Clear();
            var answers = await AskAllAsync();

            Assert.All(answers, answer => Assert.Equal((answer.Request, HttpStatusCode.ServiceUnavailable, body), (answer.Request, answer.Status, answer.Body)));
            Assert.All(answers, answer => Assert.InRange(answer.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)));
            Assert.Equal(answers.Count, app.Log.Lines.Count(line => line.Id == LogId));
            Assert.DoesNotContain(app.Log.Lines, line => line.Id == LogId && line.Text.Contains(token, StringComparison.Ordinal));
        }
        finally
        {
            await postgreSql.Server.StartAgainAsync();
        }

        Assert.All(await AskAllAsync(), answer => Assert.True((int)answer.Status is >= 200 and < 300, answer.ToString()));
    }

    [Fact]
    public async Task What_does_not_need_the_user_answers_as_ever()
    {
        await using var app = await StartAsync();
        await app.RegisterAsync();
        var (token, cookie) = (await app.LoginAsync(), await app.LoginAsync(backend: "cookie"));
        await postgreSql.Server.KillAsync();
        try
        {
            foreach (var path in Anonymous)
            {
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, path)).Status);
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, path, token: token)).Status);
                Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, path, cookie: cookie)).Status);
            }

            Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, "/optional")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, HttpMethod.Get, "/users/me")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, HttpMethod.Get, "/active", token: "bad")).Status);
        }
        finally
        {
            await postgreSql.Server.StartAgainAsync();
        }
    }

    [Fact]
    public async Task A_program_that_asks_for_itself_sees_a_failure_and_not_nobody()
    {
        await using var app = await StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        await postgreSql.Server.KillAsync();
        try
        {
            Assert.Equal(nameof(DatabaseUnavailableException), (await AskAsync(app, HttpMethod.Get, "/failure", token: token)).Body);
        }
        finally
        {
            await postgreSql.Server.StartAgainAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_says_nothing_is_503_within_the_time_outs(bool retries)
    {
        await using var app = await StartAsync("Timeout=1;Command Timeout=1;Cancellation Timeout=500", npgsql => EnableRetries(npgsql, retries));
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        postgreSql.Freeze();
        try
        {
            foreach (var path in new[] { "/users/me", "/optional", "/users/me" })
            {
                var start = Stopwatch.GetTimestamp();
                Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(app, HttpMethod.Get, path, token: token)).Status);
                Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
            }
        }
        finally
        {
            postgreSql.Thaw();
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_503_until_one_is_free()
    {
        await using var app = await StartAsync("Maximum Pool Size=1;Timeout=1");
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Database.OpenConnectionAsync();

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(app, HttpMethod.Get, "/users/me", token: token)).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(app, HttpMethod.Get, "/optional", token: token)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Fact]
    public async Task A_server_that_ends_its_connections_in_good_order_is_503_and_then_works()
    {
        await using var app = await StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();

        await postgreSql.Server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'");

        // The provider notices either before or while it sends the question.
        Assert.Contains((await AskAsync(app, HttpMethod.Get, "/users/me", token: token)).Status, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1")]
    [InlineData("Host=127.0.0.1:1,127.0.0.1:2")]
    [InlineData("Host=127.0.0.1:1,127.0.0.1:2;Target Session Attributes=primary")]
    [InlineData("Host=database.invalid")]
    public async Task A_server_that_cannot_be_reached_is_an_outage_however_often_it_is_asked(string connection)
    {
        await using var app = await StartAsync();
        var detector = app.Services.GetRequiredService<IOutageDetector>();
        await using var source = new NpgsqlDataSourceBuilder(connection + ";Username=x;Database=x;Timeout=5").Build();
        for (var i = 0; i < 3; i++)
        {
            var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await source.OpenConnectionAsync());
            Assert.True(detector.IsOutage(new InvalidOperationException("wrapped", failure)), failure.ToString());
        }
    }

    private Task<TestApp> StartAsync(string connection = "", Action<NpgsqlDbContextOptionsBuilder>? npgsql = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        postgreSql.StartAppAsync(connection, npgsql, AddOthers, MapEndpoints, settings);

    private static void EnableRetries(NpgsqlDbContextOptionsBuilder npgsql, bool retries)
    {
        if (retries)
            npgsql.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(20), null);
    }

    private static void AddOthers(FastApiUsersBuilder users)
    {
        users.Services.AddControllers().AddApplicationPart(typeof(OutageTests).Assembly);
        users.Services.AddAuthentication().AddCookie("other");
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapControllers();
        app.MapGet("/anonymous", () => "ok");
        app.MapGroup("/anonymous-group").RequireUser().AllowAnonymous().MapGet("", () => "ok");
        app.MapGet("/failure", async (HttpContext context) => (await context.AuthenticateAsync()).Failure?.GetType().Name);
        app.MapGet("/current", (CurrentUser<Knight> user) => user.Value.Email);
        app.MapGet("/active", (CurrentActiveUser<Knight> user) => user.Value.Email);
        app.MapGet("/verified", (CurrentVerifiedUser<Knight> user) => user.Value.Email);
        app.MapGet("/superuser", (CurrentSuperuser<Knight> user) => user.Value.Email);
        app.MapGet("/optional", (CurrentUser<Knight>? user) => user?.Value.Email ?? "nobody");
        app.MapGet("/optional-active", (CurrentActiveUser<Knight>? user) => user?.Value.Email ?? "nobody");
        app.MapGet("/required", () => "ok").RequireUser(verified: true);
        app.MapGet("/authorize", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.MapGet("/jwt-or-cookie", () => "ok").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "jwt,cookie" });
        app.MapGet("/cookie-or-jwt", () => "ok").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "cookie,jwt" });
        app.MapGet("/other-first", () => "ok").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "other,FastApiUsers" });
        app.MapGet("/other-last", () => "ok").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "FastApiUsers,other" });
        app.MapGet("/anybody", (ClaimsPrincipal user) => user.Identity?.Name ?? "nobody").RequireAuthorization(policy => policy.RequireAssertion(_ => true));
    }

    private static async Task<Answer> AskAsync(
        TestApp app, HttpMethod method, string path, string? token = null, string? cookie = null, string? json = null, string? form = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (form is not null)
            request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null)
            request.Headers.Add("Cookie", $"fastapiusersauth={cookie}");
        using var response = await app.Client.SendAsync(request);
        return new Answer($"{method} {path}", response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta ?? default);
    }

    private sealed record Answer(string Request, HttpStatusCode Status, string Body, TimeSpan RetryAfter);
}
