using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.OAuth;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers.OAuth;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Two kinds of users who sign in by one provider: neither's states, codes or accounts are anything to the other.</summary>
public sealed class TwoKindsOfAccountsTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;
    private TestApp _app = null!;

    public async Task InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _app = await TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<TwoKindsDbContext>(database.Use);
                Add<Clerk>(builder.Services, "clerk");
                Add<Customer>(builder.Services, "customer");
            },
            app =>
            {
                Castle.EnsureCreated<TwoKindsDbContext>(app.Services);
                Map<Clerk>(app, "clerk");
                Map<Customer>(app, "customer");
            });
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task One_account_is_a_user_of_each_kind()
    {
        var clerk = await new OAuthBrowser(_app).SignInAsync("/clerk/by/fake");
        var customer = await new OAuthBrowser(_app).SignInAsync("/customer/by/fake");

        Assert.Single((await clerk.GetAsync("/clerk/oauth-accounts")).Body.EnumerateArray());
        Assert.Single((await customer.GetAsync("/customer/oauth-accounts")).Body.EnumerateArray());
        Assert.Equal(HttpStatusCode.Unauthorized, (await clerk.GetAsync("/customer/oauth-accounts")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await customer.GetAsync("/clerk/oauth-accounts")).Status);
    }

    [Theory]
    [InlineData("clerk", "customer")]
    [InlineData("customer", "clerk")]
    public async Task A_state_or_a_code_of_one_kind_is_nothing_to_the_other(string one, string other)
    {
        var browser = new OAuthBrowser(_app);
        var pkce = Pkce.Create();
        var callback = await browser.ConsentAsync($"/{one}/by/fake", $"?redirect_to=/signed-in&code_challenge={pkce.Challenge}");

        Assert.Equal("400 ACCESS_TOKEN_DECODE_ERROR", (await browser.GetAsync(callback.Replace(one, other, StringComparison.Ordinal))).Error);

        var code = (await browser.GetAsync(callback)).Parameter("code")!;
        Assert.Equal("400 OAUTH_INVALID_CODE", (await browser.PostAsync($"/{other}/by/fake/exchange", ("code", code), ("code_verifier", pkce.Verifier))).Error);
        Assert.True((await browser.PostAsync($"/{one}/by/fake/exchange", ("code", code), ("code_verifier", pkce.Verifier))).IsSuccess);
    }

    private void Add<TUser>(IServiceCollection services, string name)
        where TUser : class, IUser<int>, new() => services.AddFastApiUsers<TUser, int>()
            .AddEntityFrameworkDatabase<TwoKindsDbContext>()
            .AddBackend(name, new BearerTransport($"{name}/login"), strategy => strategy.UseJwt())
            .AddOAuthClient(new OpenIdConnectClient(new OpenIdConnectClientOptions
            {
                Name = "fake",
                ClientId = _provider.ClientId,
                ClientSecret = _provider.ClientSecret,
                Issuer = _provider.Issuer,
                Scopes = ["openid", "email"],
            }));

    private static void Map<TUser>(WebApplication app, string name)
        where TUser : class, IUser<int>, new()
    {
        var users = app.Services.GetRequiredService<FastApiUsers<TUser, int>>();
        users.MapOAuthRoutes(app.MapGroup($"/{name}/by"), name, login => login.RedirectPages.Add("/signed-in"));
        users.MapOAuthAccountRoutes<BaseOAuthAccountRead<int>>(app.MapGroup($"/{name}"));
    }

    private sealed class Clerk : User<int>;

    private sealed class Customer : User<int>;

    private sealed class TwoKindsDbContext(DbContextOptions<TwoKindsDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
            .UseFastApiUsers<Clerk, int>()
            .UseFastApiUsersOAuth<Clerk, int>()
            .UseFastApiUsers<Customer, int>(tables => (tables.Users, tables.AccessTokens) = ("customer", "customer_accesstoken"))
            .UseFastApiUsersOAuth<Customer, int>("customer_oauth_account");
    }
}
