using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace FastApiUsers.Tests.Sessions;

/// <summary>Sessions that are set up wrongly stop the start, and the message names the setting or the call that mends it.</summary>
public sealed class SessionStartUpTests
{
    [Theory]
    [InlineData("Sessions:Lifetime", "00:00:00", "is not positive, or over 100 years")]
    [InlineData("Sessions:Lifetime", "9999999.00:00:00", "is not positive, or over 100 years")]
    [InlineData("Sessions:IdleTimeout", "00:00:59", "is under a minute, or over 100 years")]
    [InlineData("Sessions:IdleTimeout", "9999999.00:00:00", "is under a minute, or over 100 years")]
    [InlineData("Sessions:RevocationDelay", "-00:00:01", "is negative, or over 30 seconds")]
    [InlineData("Sessions:RevocationDelay", "00:00:31", "is negative, or over 30 seconds")]
    [InlineData("Sessions:CacheSize", "0", "is not positive")]
    [InlineData("Sessions:MaximumPerUser", "0", "is not positive")]
    [InlineData("Sessions:Lifetme", "01:00:00", "is not a setting")]
    [InlineData("Backends:bearer-jwt:RefreshTokens:Grace", "-00:00:01", "is negative, or over ten minutes")]
    [InlineData("Backends:cookie-database:RefreshTokens:Grace", "00:10:01", "is negative, or over ten minutes")]
    [InlineData("Backends:bearer-jwt:RefreshTokens:Grce", "00:00:10", "is not a setting")]
    [InlineData("Backends:bearer-jwt:RefreshToken:Grace", "00:00:10", "is not a setting")]
    public async Task A_setting_that_is_wrong_is_named(string setting, string value, string message)
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => SessionCastle.StartAsync(
            settings: new Dictionary<string, string?> { [$"FastApiUsers:{setting}"] = value }));

        var name = message == "is not a setting" && !setting.EndsWith("Grce", StringComparison.Ordinal) && setting.Contains("Backends", StringComparison.Ordinal) ? setting[..setting.LastIndexOf(':')] : setting;
        Assert.Contains($"FastApiUsers:{name} {message}", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sessions:RevocationDelay", "00:00:00")]
    [InlineData("Sessions:RevocationDelay", "00:00:30")]
    [InlineData("Sessions:IdleTimeout", "00:01:00")]
    [InlineData("Sessions:CacheSize", "1")]
    [InlineData("Sessions:MaximumPerUser", "1")]
    [InlineData("Backends:bearer-jwt:RefreshTokens:Grace", "00:00:00")]
    [InlineData("Backends:bearer-jwt:RefreshTokens:Grace", "00:10:00")]
    public async Task A_setting_at_its_bound_is_not(string setting, string value)
    {
        await using var app = await SessionCastle.StartAsync(settings: new Dictionary<string, string?> { [$"FastApiUsers:{setting}"] = value });
        await app.RegisterAsync();

        Assert.Equal(HttpStatusCode.OK, await (await Device.LoginAsync(app, "bearer-jwt")).MeAsync(app));
    }

    [Fact]
    public async Task Settings_in_code_win_over_the_configuration()
    {
        await using var app = await SessionCastle.StartAsync(
            configure: sessions => sessions.MaximumPerUser = 2, settings: new Dictionary<string, string?> { ["FastApiUsers:Sessions:MaximumPerUser"] = "1" });
        await app.RegisterAsync();
        var first = await Device.LoginAsync(app, "bearer-jwt");
        var second = await Device.LoginAsync(app, "bearer-jwt");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await first.MeAsync(app), await second.MeAsync(app)));
    }

    [Fact]
    public Task Refresh_tokens_without_sessions_name_the_call() => MistakeAsync(
        "The backend 'other' has refresh tokens, which need sessions. Call AddSessions().",
        users => users.AddBackend("other", new BearerTransport("auth/other/login"), strategy => strategy.UseJwt().WithRefreshTokens()));

    [Fact]
    public Task A_strategy_that_knows_no_sessions_is_named() => MistakeAsync(
        "The strategy of the backend 'other' does not implement ISessionStrategy<Knight, Guid>",
        users => users.AddSessions().AddBackend("other", new BearerTransport("auth/other/login"), strategy => strategy.Use<OwnStrategy>()));

    [Fact]
    public Task A_transport_that_carries_no_refresh_tokens_is_named() => MistakeAsync(
        "The transport of the backend 'other' does not implement IRefreshTransport",
        users => users.AddSessions().AddBackend("other", new OwnTransport(), strategy => strategy.UseJwt().WithRefreshTokens()));

    [Fact]
    public Task The_routes_without_sessions_name_the_call() => MistakeAsync("AddSessions()", routes: app => app.MapSessionRoutes<BaseSessionRead>());

    [Fact]
    public async Task A_model_without_the_table_names_the_call()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<OlderDbContext>(database.Use);
                builder.Services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkDatabase<OlderDbContext>().AddSessions();
            },
            _ => { }));

        Assert.Contains("modelBuilder.UseFastApiUsersSessions<Knight, Guid>()", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_sessions_twice_adds_their_settings_and_once_their_services()
    {
        await using var app = await Castle.StartAsync(users => users.AddSessions(sessions => sessions.MaximumPerUser = 1).AddSessions(sessions => sessions.StoreIpAddress = false), Map);
        await app.RegisterAsync();
        await app.LoginAsync();

        var token = await app.LoginAsync();

        var session = Assert.Single((await app.SendAsync(HttpMethod.Get, "/sessions", token: token)).Body.EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, session.GetProperty("ip_address").ValueKind);
        Assert.Single(app.Services.GetServices<IExpiredEntries>(), entries => entries.Name.StartsWith("sessions", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_order_of_the_calls_is_free(bool first)
    {
        await using var app = await TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<KnightDbContext<Knight, Guid>>(database.Use);
                var users = builder.Services.AddFastApiUsers<Knight, Guid>();
                if (first)
                    users.AddSessions();
                users.AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt().WithRefreshTokens())
                    .AddEntityFrameworkDatabase<KnightDbContext<Knight, Guid>>();
                if (!first)
                    users.AddSessions();
            },
            app =>
            {
                Castle.EnsureCreated<KnightDbContext<Knight, Guid>>(app.Services);
                app.MapGroup("/auth").MapRegisterRoutes<KnightRead, KnightCreate>();
                app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
                Map(app);
            });
        await app.RegisterAsync();

        var (status, sessions) = await app.SendAsync(HttpMethod.Get, "/sessions", token: await app.LoginAsync());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(sessions.EnumerateArray());
    }

    private static void Map(WebApplication app) => app.MapSessionRoutes<BaseSessionRead>();

    private static async Task MistakeAsync(string message, Action<FastApiUsersBuilder>? users = null, Action<WebApplication>? routes = null)
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync(users, routes));

        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    private sealed class OwnStrategy : IStrategy<Knight, Guid>
    {
        public Task<Knight?> ReadTokenAsync(string token, UserManager<Knight, Guid> manager, CancellationToken cancellationToken) => Task.FromResult<Knight?>(null);

        public Task<string> WriteTokenAsync(Knight user, CancellationToken cancellationToken) => Task.FromResult("x");
    }

    private sealed class OwnTransport : ITransport
    {
        public OpenApiSecurityScheme SecurityScheme => new();

        public string? ReadToken(HttpRequest request) => null;

        public IResult Login(string token) => TypedResults.NoContent();

        public IResult Logout() => TypedResults.NoContent();
    }

    private sealed class OlderDbContext(DbContextOptions<OlderDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<Knight, Guid>();
    }
}
