using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Providers that are set up wrongly stop the start, and the message names the setting or the call that mends it.</summary>
public sealed class OAuthStartUpTests
{
    [Theory]
    [InlineData("google", "FastApiUsers:OAuth:google: The provider needs the setting ClientId.")]
    [InlineData("camelot", "FastApiUsers:OAuth:camelot: No provider 'camelot'. There are google, ")]
    [InlineData("github", "FastApiUsers:OAuth:github: The provider needs the setting ClientSecret.", "github:ClientId", "1")]
    [InlineData("work", "FastApiUsers:OAuth:work: The provider needs the setting Domain.", "work:Provider", "okta", "work:ClientId", "1", "work:ClientSecret", "2")]
    [InlineData("google", "FastApiUsers:OAuth:google:ClientIdd is not a setting", "google:ClientIdd", "1")]
    [InlineData("google", "FastApiUsers:OAuth:googel is not an OAuth client. There are: google.", "googel:ClientId", "1")]
    public async Task A_client_that_is_set_up_wrongly_is_named(string client, string message, params string[] settings)
    {
        var all = new Dictionary<string, string?>();
        if (message.Contains("is not", StringComparison.Ordinal))
            (all["FastApiUsers:OAuth:google:ClientId"], all["FastApiUsers:OAuth:google:ClientSecret"]) = ("1", "2");
        for (var i = 0; i < settings.Length; i += 2)
            all[$"FastApiUsers:OAuth:{settings[i]}"] = settings[i + 1];

        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync<OAuthDbContext>(users => users.AddOAuthClient(client), all));

        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_the_table_names_the_call()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            StartAsync<KnightDbContext<Knight, Guid>>(users => users.AddOAuthClient(new SilentClient("silent"))));

        Assert.Contains("modelBuilder.UseFastApiUsersOAuth<Knight, Guid>()", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_without_providers_needs_no_table()
    {
        await using var app = await StartAsync<KnightDbContext<Knight, Guid>>(_ => { }, routes: app => app.MapOAuthRoutes("jwt"));

        Assert.Equal(HttpStatusCode.OK, (await new OAuthBrowser(app).GetAsync("/providers")).Status);
    }

    [Theory]
    [InlineData("", "empty string")]
    [InlineData("a/b", "does not fit into a path")]
    [InlineData("a b", "does not fit into a path")]
    [InlineData("..", "does not fit into a path")]
    [InlineData("silent", "There is an OAuth client 'silent' already")]
    public async Task A_name_that_no_route_can_have_or_that_is_taken_is_refused(string name, string message)
    {
        var mistake = await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            StartAsync<OAuthDbContext>(users => users.AddOAuthClient(new SilentClient("silent")).AddOAuthClient(name)));

        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_of_a_client_that_is_not_there_name_those_that_are()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<OAuthDbContext>(
            users => users.AddOAuthClient(new SilentClient("silent")), routes: app => app.MapOAuthRoutes("grail", "jwt")));

        Assert.Contains("No OAuth client 'grail'. Registered: 'silent'. Call AddOAuthClient(\"grail\").", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_providers_cannot_keep_their_accounts_under_one_name()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<OAuthDbContext>(
            users => users.AddOAuthClient(new SilentClient("github")).AddOAuthClient("hub", hub =>
            {
                (hub.Provider, hub.Name) = ("github", "github");
                (hub.ClientId, hub.ClientSecret) = ("1", "2");
            })));

        Assert.Contains("'github' and 'hub' are of different providers", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redirect_uri")]
    [InlineData("state")]
    [InlineData("code_challenge_method")]
    public async Task A_parameter_that_each_flow_sets_itself_cannot_be_configured(string name)
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync<OAuthDbContext>(
            users => users.AddOAuthClient("github", github => github.AuthorizationParameters[name] = "1")));

        Assert.Contains($"FastApiUsers:OAuth:github:AuthorizationParameters:{name} is a parameter that each flow sets itself", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_routes_that_no_browser_or_provider_would_take_stop_the_start()
    {
        foreach (var (configure, message) in new (Action<OAuthRouteOptions>, string)[]
        {
            (login => login.RedirectUrl = "/callback", "The RedirectUrl '/callback' is not"),
            (login => login.RedirectUrl = "http://camelot.bt/callback", "The RedirectUrl 'http://camelot.bt/callback' is not"),
            (login => login.CsrfCookie.Name = "a b", "The cookie name 'a b' is not"),
            (login => login.CsrfCookie.Path = "/;", "must have no semicolon"),
            (login => (login.CsrfCookie.SameSite, login.CsrfCookie.Secure) = (Microsoft.AspNetCore.Http.SameSiteMode.None, false), "is not Secure"),
        })
        {
            var mistake = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync<OAuthDbContext>(
                users => users.AddOAuthClient(new SilentClient("silent")), routes: app => app.MapOAuthRoutes("silent", "jwt", configure)));

            Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_there_is_no_client_a_sign_in_page_is_told_so()
    {
        await using var app = await StartAsync<OAuthDbContext>(_ => { }, routes: app => app.MapOAuthRoutes("jwt"));

        Assert.Equal("[]", (await new OAuthBrowser(app).GetAsync("/providers")).Body.GetRawText());
    }

    [Fact]
    public async Task Routes_of_all_clients_need_one_backend_and_no_redirect_url_that_all_would_share()
    {
        static void AddClients(FastApiUsersBuilder users) => users.AddOAuthClient(new SilentClient("silent")).AddOAuthClient(new SilentClient("other"));
        var asBackend = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync<OAuthDbContext>(AddClients, routes: app => app.MapOAuthRoutes("silent")));
        var shared = await Assert.ThrowsAsync<ArgumentException>(() =>
            StartAsync<OAuthDbContext>(AddClients, routes: app => app.MapOAuthRoutes("jwt", login => login.RedirectUrl = "https://camelot.bt/")));

        Assert.Contains("MapOAuthRoutes(\"silent\", \"jwt\")", asBackend.Message, StringComparison.Ordinal);
        Assert.Contains("Map each by its name.", shared.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_section_of_the_configuration_can_be_a_client()
    {
        var settings = new Dictionary<string, string?>
        {
            ["FastApiUsers:OAuth:github:ClientId"] = "1",
            ["FastApiUsers:OAuth:github:ClientSecret"] = "2",
            ["FastApiUsers:OAuth:work:Provider"] = "discord",
            ["FastApiUsers:OAuth:work:ClientId"] = "3",
            ["FastApiUsers:OAuth:work:ClientSecret"] = "4",
            ["FastApiUsers:OAuth:work:AuthorizationParameters:prompt"] = "none",
        };
        await using var app = await StartAsync<OAuthDbContext>(
            users => users.AddOAuthClients(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), settings, routes => routes.MapOAuthRoutes("jwt"));
        var browser = new OAuthBrowser(app);

        Assert.Equal(["github", "work"], (await browser.GetAsync("/providers")).Body.EnumerateArray().Select(provider => provider.GetProperty("name").GetString()));
        Assert.Contains("prompt=none", (await browser.BeginAsync("/work")).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_is_made_from_its_settings_and_those_in_code_win()
    {
        await using var app = await StartAsync<OAuthDbContext>(
            users => users.AddOAuthClient("hub", hub => hub.ClientId = "code"),
            new Dictionary<string, string?>
            {
                ["FastApiUsers:OAuth:hub:Provider"] = "github",
                ["FastApiUsers:OAuth:hub:ClientId"] = "settings",
                ["FastApiUsers:OAuth:hub:ClientSecret"] = "secret",
                ["FastApiUsers:OAuth:hub:DisplayName"] = "The hub",
                ["FastApiUsers:OAuth:hub:Scopes:0"] = "read:user",
            },
            routes => routes.MapGroup("/by/jwt").MapOAuthRoutes("jwt"));
        var browser = new OAuthBrowser(app);

        var url = await browser.BeginAsync("/by/jwt/hub");

        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.Equal(("github.com", "code", "read:user"), (url.Host, query["client_id"].ToString(), query["scope"].ToString()));
        Assert.Equal("The hub", (await browser.GetAsync("/by/jwt/providers")).Body[0].GetProperty("display_name").GetString());
    }

    private static Task<TestApp> StartAsync<TContext>(
        Action<FastApiUsersBuilder> users, IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplication>? routes = null)
        where TContext : DbContext => TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<TContext>(database.Use);
                users(builder.Services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkDatabase<TContext>()
                    .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt()));
            },
            app =>
            {
                Castle.EnsureCreated<TContext>(app.Services);
                routes?.Invoke(app);
            },
            settings);
}
