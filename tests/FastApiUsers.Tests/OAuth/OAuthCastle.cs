using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.OAuth;
using FastApiUsers.Passwords;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.TestServers.OAuth;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.OAuth;

/// <summary>
/// An application whose knights sign in by two providers: the clients <c>fake</c> (OpenID Connect) and <c>plain</c> (OAuth 2.0) are at
/// the first, <c>other</c> (OpenID Connect) is at the second. Each has routes for each backend.
/// </summary>
internal sealed class OAuthCastle : IAsyncDisposable
{
    public static readonly string[] Clients = ["fake", "plain", "other"];
    public static readonly string[] Backends = ["jwt", "database", "cookie"];

    /// <summary>The scopes of the client <c>fake</c>.</summary>
    public static readonly string[] Scopes = ["openid", "email", "profile"];

    public static readonly IReadOnlyDictionary<string, string?> Original = new Dictionary<string, string?> { ["FastApiUsers:Compatibility"] = "Original" };

    private OAuthCastle(TestApp app, FakeProvider provider, FakeProvider other) => (App, Provider, Other) = (app, provider, other);

    public TestApp App { get; }

    public FakeProvider Provider { get; }

    public FakeProvider Other { get; }

    /// <param name="login">The settings of the routes that sign in.</param>
    /// <param name="associate">The settings of the routes that connect an account.</param>
    /// <param name="users">What else the users have.</param>
    /// <param name="before">What comes before the routes.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="database">The kind of the database.</param>
    /// <param name="time">The clock of the application and the providers.</param>
    /// <param name="patience">How long a provider may take.</param>
    /// <param name="sendsIssuer">Whether the first provider names itself in callbacks.</param>
    public static async Task<OAuthCastle> StartAsync(
        Action<OAuthRouteOptions>? login = null, Action<OAuthAssociateRouteOptions>? associate = null, Action<FastApiUsersBuilder>? users = null,
        Action<WebApplication>? before = null, IReadOnlyDictionary<string, string?>? settings = null, DatabaseKind? database = null, TimeProvider? time = null,
        TimeSpan? patience = null, bool sendsIssuer = false)
    {
        var provider = await FakeProvider.StartAsync(time);
        provider.SendsCallbackIssuer = sendsIssuer;
        var other = await FakeProvider.StartAsync(time);
        var http = new OAuthHttpOptions { Time = time ?? TimeProvider.System, Timeout = patience ?? TimeSpan.FromMinutes(1) };
        try
        {
            var app = await TestApp.StartAsync(
                (builder, store) =>
                {
                    builder.Services.AddDbContextPool<OAuthDbContext>(store.Use);
                    builder.Services.AddSingleton<IPasswordHelper, CheapPasswords>();
                    builder.Services.AddSingleton<Post>();
                    if (time is not null)
                        builder.Services.AddSingleton(time);
                    var added = builder.Services.AddFastApiUsers<Knight, Guid>()
                        .AddUserManager<OAuthManager>()
                        .AddEntityFrameworkDatabase<OAuthDbContext>()
                        .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
                        .AddBackend("database", new BearerTransport("auth/database/login"), strategy => strategy.UseDatabase())
                        .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase())
                        .AddOAuthClient(OpenId("fake", provider, Scopes, http))
                        .AddOAuthClient(Plain(provider, http), plain => plain.DisplayName = "Plain OAuth")
                        .AddOAuthClient(OpenId("other", other, ["openid", "email"], http));
                    users?.Invoke(added);
                },
                app =>
                {
                    before?.Invoke(app);
                    Map(app, login, associate);
                },
                settings,
                database: database);
            return new OAuthCastle(app, provider, other);
        }
        catch
        {
            await provider.DisposeAsync();
            await other.DisposeAsync();
            throw;
        }
    }

    public OAuthBrowser NewBrowser() => new(App);

    public Task<long> CountUsersAsync() => CountAsync("\"user\"");

    public Task<long> CountAccountsAsync() => CountAsync("oauth_account");

    /// <summary>That nothing was stored, and that nothing went wrong which nobody had thought of.</summary>
    public async Task AssertNothingHappenedAsync()
    {
        Assert.Equal((0, 0), (await CountUsersAsync(), await CountAccountsAsync()));
        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    /// <summary>Works with the manager, as the application's own code does.</summary>
    public async Task<TResult> WithManagerAsync<TResult>(Func<UserManager<Knight, Guid>, Task<TResult>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>());
    }

    public Task<IReadOnlyList<IOAuthAccount<Guid>>> ListAccountsAsync(string email = UserClient.Email) =>
        WithManagerAsync(async manager => await manager.GetOAuthAccountsAsync(await manager.GetByEmailAsync(email)));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Provider.DisposeAsync();
        await Other.DisposeAsync();
    }

    private static OpenIdConnectClient OpenId(string name, FakeProvider provider, string[] scopes, OAuthHttpOptions http) => new(new OpenIdConnectClientOptions
    {
        Name = name,
        ClientId = provider.ClientId,
        ClientSecret = provider.ClientSecret,
        Issuer = provider.Issuer,
        Scopes = scopes,
        Http = http,
    });

    private static OAuth2Client Plain(FakeProvider provider, OAuthHttpOptions http) => new(new OAuth2ClientOptions
    {
        Name = "plain",
        ClientId = provider.ClientId,
        ClientSecret = provider.ClientSecret,
        AuthorizeEndpoint = provider.AuthorizeEndpoint,
        AccessTokenEndpoint = provider.AccessTokenEndpoint,
        RefreshTokenEndpoint = provider.AccessTokenEndpoint,
        ProfileEndpoint = provider.ProfileEndpoint,
        Scopes = ["email"],
        Http = http,
    });

    private static void Map(WebApplication app, Action<OAuthRouteOptions>? login, Action<OAuthAssociateRouteOptions>? associate)
    {
        Castle.EnsureCreated<OAuthDbContext>(app.Services);
        foreach (var backend in Backends)
        {
            app.MapGroup($"/auth/{backend}").MapAuthRoutes(backend);
            app.MapGroup($"/by/{backend}").MapOAuthRoutes(backend, login);
        }

        foreach (var client in Clients)
            app.MapGroup($"/connect/{client}").MapOAuthAssociateRoutes<KnightRead>(client, associate);
        app.MapOAuthAccountRoutes<BaseOAuthAccountRead<Guid>>();
        app.MapGroup("/auth").MapRegisterRoutes<KnightRead, KnightCreate>();
        app.MapGroup("/auth").MapResetPasswordRoutes();
        app.MapGroup("/users").MapUsersRoutes<KnightRead, KnightUpdate>();
    }

    private async Task<long> CountAsync(string table) =>
        Convert.ToInt64((await App.Database.RunAsync($"SELECT count(*) FROM {table}")).Single()[0], System.Globalization.CultureInfo.InvariantCulture);
}
