using System.Net;
using FastApiUsers.Hosting;
using FastApiUsers.OAuth;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers.OAuth;
using Microsoft.AspNetCore.Builder;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Whoever says at a provider, or said here first, that they are somebody else gains nothing by it.</summary>
public sealed class TakeOverTests
{
    private static readonly FakePerson Mordred = new("666", "mordred@camelot.bt");

    [Theory]
    [InlineData("fake", true)]
    [InlineData("plain", true)]
    [InlineData("fake", false)]
    public async Task An_address_that_the_provider_does_not_vouch_for_joins_nobody(string client, bool associates)
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = associates);
        await castle.App.RegisterAsync();
        castle.Provider.Failure = associates ? ProviderFailure.UnverifiedEmail : ProviderFailure.None;

        foreach (var email in new[] { UserClient.Email, "Arthur@Camelot.BT" })
        {
            castle.Provider.Person = Mordred with { Email = email };
            Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", (await castle.NewBrowser().FlowAsync($"/by/jwt/{client}")).Error);
        }

        Assert.Equal((1, 0), (await castle.CountUsersAsync(), await castle.CountAccountsAsync()));
        await castle.App.LoginAsync();
    }

    [Fact]
    public async Task A_text_that_says_verified_is_not_a_word_of_the_provider_unless_it_is_true()
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = true);
        await castle.App.RegisterAsync();
        castle.Provider.Answers["GET /profile"] = new($$"""{"id":"666","email":"{{UserClient.Email}}","email_verified":"no"}""");
        castle.Provider.Answers["POST /token"] = new("""{"access_token":"excalibur","token_type":"bearer"}""");

        Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", (await castle.NewBrowser().FlowAsync("/by/jwt/plain")).Error);
    }

    [Fact]
    public async Task The_address_of_a_client_that_is_declared_trusted_joins()
    {
        await using var castle = await OAuthCastle.StartAsync(
            login => login.AssociateByEmail = true,
            users: users => users.AddOAuthClient(new SilentClient("trusted"), client => client.TrustsEmails = true).AddOAuthClient(new SilentClient("stranger")));
        await castle.App.RegisterAsync();

        Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", (await castle.NewBrowser().BeginAndReturnAsync("/by/jwt/stranger")).Error);
        Assert.True((await castle.NewBrowser().BeginAndReturnAsync("/by/jwt/trusted")).IsSuccess);

        Assert.Equal("trusted", Assert.Single(await castle.ListAccountsAsync()).OAuthName);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_owner_of_an_address_comes_and_nothing_of_who_registered_it_first_works_any_longer(bool sessions)
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = true, users: users => UseSessions(users, sessions));
        var (app, attacker) = (castle.App, castle.NewBrowser());
        var id = (await app.RegisterAsync()).GetProperty("id").GetGuid();
        var tokens = new[] { await app.LoginAsync(), await app.LoginAsync(backend: "database") };
        var cookie = await app.LoginAsync(backend: "cookie");
        attacker.Token = tokens[0];
        castle.Other.Person = Mordred;
        Assert.True((await attacker.FlowAsync("/connect/other")).IsSuccess);
        Assert.Equal(id, (await (await castle.NewBrowser().SignInAsync("/by/jwt/other")).MeAsync()).GetProperty("id").GetGuid());

        var victim = await castle.NewBrowser().SignInAsync("/by/jwt/fake");

        var me = await victim.MeAsync();
        Assert.Equal((id, true), (me.GetProperty("id").GetGuid(), me.GetProperty("is_verified").GetBoolean()));
        using var login = await app.PostLoginAsync();
        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        foreach (var token in tokens)
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
        Assert.Equal("fake", Assert.Single(await castle.ListAccountsAsync()).OAuthName);
        Assert.NotEqual(id, (await (await castle.NewBrowser().SignInAsync("/by/jwt/other")).MeAsync()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Who_came_first_by_another_provider_with_the_address_unverified_is_out_as_well()
    {
        await using var castle = await OAuthCastle.StartAsync(login => (login.AssociateByEmail, login.IsVerifiedByDefault) = (true, true));
        castle.Other.Person = Mordred with { Email = UserClient.Email };
        castle.Other.Failure = ProviderFailure.UnverifiedEmail;
        var attacker = await castle.NewBrowser().SignInAsync("/by/jwt/other");

        var victim = await (await castle.NewBrowser().SignInAsync("/by/jwt/fake")).MeAsync();

        Assert.True(victim.GetProperty("is_verified").GetBoolean());
        Assert.Equal(HttpStatusCode.Unauthorized, (await attacker.GetAsync("/users/me")).Status);
        Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", (await castle.NewBrowser().FlowAsync("/by/jwt/other")).Error);
    }

    [Fact]
    public async Task A_code_that_was_given_before_the_owner_came_is_good_for_nothing_after()
    {
        await using var castle = await OAuthCastle.StartAsync(login =>
        {
            login.AssociateByEmail = true;
            login.RedirectPages.Add("/signed-in");
        });
        castle.Other.Person = Mordred with { Email = UserClient.Email };
        castle.Other.Failure = ProviderFailure.UnverifiedEmail;
        var pkce = Pkce.Create();
        var page = await castle.NewBrowser().FlowAsync("/by/jwt/other", $"?redirect_to=/signed-in&code_challenge={pkce.Challenge}");

        await castle.NewBrowser().SignInAsync("/by/jwt/fake");

        var answer = await castle.NewBrowser().PostAsync("/by/jwt/other/exchange", ("code", page.Parameter("code")!), ("code_verifier", pkce.Verifier));
        Assert.Equal("400 OAUTH_INVALID_CODE", answer.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_whose_connection_was_under_way_when_the_owner_came_is_not_connected(bool sessions)
    {
        using var slow = new SlowClient();
        await using var castle = await OAuthCastle.StartAsync(
            login => login.AssociateByEmail = true,
            users: users => UseSessions(users.AddOAuthClient(slow), sessions),
            before: app => app.MapGroup("/connect/slow").MapOAuthAssociateRoutes<KnightRead>("slow"));
        await castle.App.RegisterAsync();
        var attacker = castle.NewBrowser();
        attacker.Token = await castle.App.LoginAsync();
        var connecting = attacker.BeginAndReturnAsync("/connect/slow");
        await slow.Asked;

        await castle.NewBrowser().SignInAsync("/by/jwt/fake");
        slow.Answer();

        Assert.Equal(HttpStatusCode.Unauthorized, (await connecting).Status);
        Assert.Equal("fake", Assert.Single(await castle.ListAccountsAsync()).OAuthName);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_verified_owner_keeps_the_password_the_sessions_and_the_other_accounts(bool sessions)
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = true, users: users => UseSessions(users, sessions));
        var app = castle.App;
        await app.RegisterAsync();
        await app.ExecuteAsync<OAuthDbContext>("UPDATE \"user\" SET is_verified = true");
        var tokens = new[] { await app.LoginAsync(), await app.LoginAsync(backend: "database") };
        var browser = castle.NewBrowser();
        browser.Token = tokens[0];
        Assert.True((await browser.FlowAsync("/connect/other")).IsSuccess);

        await castle.NewBrowser().SignInAsync("/by/jwt/fake");

        await app.LoginAsync();
        foreach (var token in tokens)
            Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
        Assert.Equal(["fake", "other"], (await castle.ListAccountsAsync()).Select(account => account.OAuthName));
    }

    [Fact]
    public async Task An_inactive_user_is_joined_with_nothing()
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.AssociateByEmail = true);
        await castle.App.RegisterAsync();
        await castle.App.ExecuteAsync<OAuthDbContext>("UPDATE \"user\" SET is_active = false");

        Assert.Equal("400 LOGIN_BAD_CREDENTIALS", (await castle.NewBrowser().FlowAsync("/by/jwt/fake")).Error);
        Assert.Equal(0, await castle.CountAccountsAsync());
    }

    [Theory]
    [InlineData(ProviderFailure.None, true)]
    [InlineData(ProviderFailure.UnverifiedEmail, false)]
    public async Task Verified_by_default_is_only_an_address_that_the_provider_vouches_for(ProviderFailure failure, bool isVerified)
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.IsVerifiedByDefault = true);
        castle.Provider.Failure = failure;

        var me = await (await castle.NewBrowser().SignInAsync("/by/jwt/fake")).MeAsync();

        Assert.Equal(isVerified, me.GetProperty("is_verified").GetBoolean());
    }

    [Fact]
    public async Task An_account_that_another_user_owns_is_not_connected_and_stays_theirs()
    {
        await using var castle = await OAuthCastle.StartAsync();
        await castle.NewBrowser().SignInAsync("/by/jwt/fake");
        castle.Other.Person = Mordred;
        var thief = await castle.NewBrowser().SignInAsync("/by/jwt/other");

        Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", (await thief.FlowAsync("/connect/fake")).Error);

        Assert.Equal("fake", Assert.Single(await castle.ListAccountsAsync()).OAuthName);
        Assert.Equal("other", Assert.Single(await castle.ListAccountsAsync(Mordred.Email!)).OAuthName);
    }

    private static FastApiUsersBuilder UseSessions(FastApiUsersBuilder users, bool sessions) =>
        sessions ? users.AddSessions(options => options.RevocationDelay = TimeSpan.Zero) : users;
}
