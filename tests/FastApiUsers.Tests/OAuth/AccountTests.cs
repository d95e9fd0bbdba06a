using System.Net;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Tests.OAuth;

/// <summary>The connected accounts of a user: they see them, and take them away but for the last way to sign in.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private OAuthCastle _castle = null!;

    public async Task InitializeAsync() => _castle = await OAuthCastle.StartAsync(
        before: app => ((IEndpointConventionBuilder)app.MapGroup("/own").MapOAuthAccountRoutes<OwnAccountRead>())
            .Finally(endpoint => endpoint.Metadata.Add(new EndpointNameMetadata($"own {endpoint.DisplayName}"))));

    public async Task DisposeAsync() => await _castle.DisposeAsync();

    [Fact]
    public async Task The_accounts_are_listed_by_provider_without_their_tokens()
    {
        var browser = await TwoAccountsAsync();

        var answer = await browser.GetAsync("/oauth-accounts");

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        var accounts = await _castle.ListAccountsAsync();
        Assert.Equal(
            $$"""[{"id":"{{accounts[0].Id}}","oauth_name":"fake","account_id":"{{FakePerson.Arthur.Subject}}","account_email":"arthur@camelot.bt"},{"id":"{{accounts[1].Id}}","oauth_name":"other","account_id":"{{FakePerson.Arthur.Subject}}","account_email":"arthur@camelot.bt"}]""",
            answer.Body.GetRawText());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _castle.NewBrowser().GetAsync("/oauth-accounts")).Status);
    }

    [Fact]
    public async Task A_token_is_shown_where_it_is_declared_and_as_the_provider_gave_it()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/jwt/fake");

        var shown = Assert.Single((await browser.GetAsync("/own/oauth-accounts")).Body.EnumerateArray());

        Assert.Equal(Assert.Single(await _castle.ListAccountsAsync()).AccessToken, shown.GetProperty("access_token").GetString());
        Assert.False(shown.TryGetProperty("refresh_token", out _));
    }

    [Fact]
    public async Task The_last_way_to_sign_in_stays()
    {
        var browser = await TwoAccountsAsync();
        var accounts = await _castle.ListAccountsAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await RemoveAsync(browser, accounts[0].Id)).Status);
        Assert.Equal("400 OAUTH_LAST_SIGN_IN_METHOD", (await RemoveAsync(browser, accounts[1].Id)).Error);

        Assert.Equal("other", Assert.Single(await _castle.ListAccountsAsync()).OAuthName);
        Assert.Equal("400 OAUTH_USER_ALREADY_EXISTS", (await _castle.NewBrowser().FlowAsync("/by/jwt/fake")).Error);
        await _castle.NewBrowser().SignInAsync("/by/jwt/other");
    }

    [Fact]
    public async Task An_account_of_a_provider_that_is_no_longer_there_is_no_way_to_sign_in()
    {
        var browser = await TwoAccountsAsync();
        await _castle.App.ExecuteAsync<OAuthDbContext>("UPDATE oauth_account SET oauth_name = 'gone' WHERE oauth_name = 'other'");
        var accounts = await _castle.ListAccountsAsync();

        Assert.Equal("400 OAUTH_LAST_SIGN_IN_METHOD", (await RemoveAsync(browser, accounts[0].Id)).Error);
        Assert.Equal(HttpStatusCode.NoContent, (await RemoveAsync(browser, accounts[1].Id)).Status);
    }

    [Fact]
    public async Task Who_has_a_password_may_disconnect_all_and_who_sets_one_may_as_well()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/database/fake");
        var account = Assert.Single(await _castle.ListAccountsAsync());
        Assert.Equal("400 OAUTH_LAST_SIGN_IN_METHOD", (await RemoveAsync(browser, account.Id)).Error);
        using var password = new StringContent("""{"password":"guinevere"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(HttpMethod.Patch, "/users/me", password)).Status);
        browser.Token = await _castle.App.LoginAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await RemoveAsync(browser, account.Id)).Status);

        Assert.Empty(await _castle.ListAccountsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await RemoveAsync(browser, account.Id)).Status);
    }

    [Fact]
    public async Task The_account_of_another_user_is_not_there()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var account = Assert.Single(await _castle.ListAccountsAsync());
        await _castle.App.RegisterAsync("lancelot@camelot.bt");
        var lancelot = _castle.NewBrowser();
        lancelot.Token = await _castle.App.LoginAsync("lancelot@camelot.bt");

        foreach (var id in new[] { account.Id.ToString(), Guid.Empty.ToString(), "garbage", "1" })
            Assert.Equal(HttpStatusCode.NotFound, (await lancelot.SendAsync(HttpMethod.Delete, $"/oauth-accounts/{id}")).Status);
        Assert.Single(await _castle.ListAccountsAsync());
    }

    [Fact]
    public async Task A_connection_that_is_there_already_gets_its_new_tokens()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var before = Assert.Single(await _castle.ListAccountsAsync());

        var answer = await browser.FlowAsync("/connect/fake");

        Assert.Equal("arthur@camelot.bt", answer.Body.GetProperty("email").GetString());
        var after = Assert.Single(await _castle.ListAccountsAsync());
        Assert.Equal(before.Id, after.Id);
        Assert.NotEqual(before.AccessToken, after.AccessToken);
    }

    [Fact]
    public async Task The_accounts_go_with_their_user_and_the_person_may_come_again()
    {
        var first = await (await TwoAccountsAsync()).MeAsync();
        await _castle.App.RegisterAsync("merlin@camelot.bt");
        await _castle.App.ExecuteAsync<OAuthDbContext>("UPDATE \"user\" SET is_superuser = true WHERE email = 'merlin@camelot.bt'");
        var merlin = await _castle.App.LoginAsync("merlin@camelot.bt");

        var (status, _) = await _castle.App.SendAsync(HttpMethod.Delete, $"/users/{first.GetProperty("id").GetString()}", token: merlin);

        Assert.Equal((HttpStatusCode.NoContent, 0), (status, await _castle.CountAccountsAsync()));
        var second = await (await _castle.NewBrowser().SignInAsync("/by/jwt/fake")).MeAsync();
        Assert.NotEqual(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
    }

    private async Task<OAuthBrowser> TwoAccountsAsync()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        Assert.True((await browser.FlowAsync("/connect/other")).IsSuccess);
        return browser;
    }

    private static Task<OAuthAnswer> RemoveAsync(OAuthBrowser browser, Guid id) => browser.SendAsync(HttpMethod.Delete, $"/oauth-accounts/{id}");

    private sealed class OwnAccountRead : BaseOAuthAccountRead<Guid>
    {
        public string AccessToken { get; set; } = "";
    }
}
