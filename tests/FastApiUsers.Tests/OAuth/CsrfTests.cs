using System.Net;
using FastApiUsers.TestServers.OAuth;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Somebody else's callback, code or state in a browser that did not ask for it (RFC 6749 section 10.12, RFC 9700 sections 4.4 to 4.7).</summary>
public sealed class CsrfTests : IAsyncLifetime
{
    private OAuthCastle _castle = null!;

    public async Task InitializeAsync() => _castle = await OAuthCastle.StartAsync();

    public async Task DisposeAsync() => await _castle.DisposeAsync();

    [Theory]
    [InlineData("jwt")]
    [InlineData("cookie")]
    public async Task Login_csrf_the_attackers_callback_in_the_victims_browser_is_refused_and_the_provider_never_sees_the_code(string backend)
    {
        _castle.Provider.Person = new FakePerson("666", "mordred@camelot.bt");
        var attack = await _castle.NewBrowser().ConsentAsync($"/by/{backend}/fake");

        var answer = await _castle.NewBrowser().GetAsync(attack);

        Assert.Equal("400 OAUTH_INVALID_STATE", answer.Error);
        Assert.Empty(answer.SetCookies);
        Assert.Empty(_castle.Provider.SeenAt("/token"));
        await _castle.AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task State_replay_a_state_works_once_even_for_a_client_that_keeps_its_cookie()
    {
        var browser = _castle.NewBrowser();
        browser.IgnoresSetCookie = true;
        var callback = await browser.ConsentAsync("/by/jwt/fake");
        Assert.True((await browser.GetAsync(callback)).IsSuccess);

        var again = await browser.GetAsync(callback);

        Assert.Equal("400 OAUTH_INVALID_STATE", again.Error);
        Assert.Single(_castle.Provider.SeenAt("/token"));
    }

    [Fact]
    public async Task State_replay_of_many_callbacks_at_once_one_asks_the_provider()
    {
        var browser = _castle.NewBrowser();
        browser.IgnoresSetCookie = true;
        var callback = await browser.ConsentAsync("/by/jwt/fake");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.GetAsync(callback)));

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.Equal(11, answers.Count(answer => answer.Error == "400 OAUTH_INVALID_STATE"));
        Assert.Single(_castle.Provider.SeenAt("/token"));
    }

    [Theory]
    [InlineData("/by/jwt/other", "/by/jwt/fake")]
    [InlineData("/by/jwt/fake", "/by/jwt/other")]
    [InlineData("/by/jwt/fake", "/by/jwt/plain")]
    [InlineData("/by/jwt/fake", "/by/cookie/fake")]
    public async Task Mix_up_a_state_of_one_provider_or_backend_is_nothing_at_the_callback_of_another(string begun, string ended)
    {
        var browser = _castle.NewBrowser();
        var callback = await browser.ConsentAsync(begun);

        var answer = await browser.GetAsync(callback.Replace(begun, ended, StringComparison.Ordinal));

        Assert.Equal("400 OAUTH_INVALID_STATE", answer.Error);
        Assert.Empty(_castle.Provider.SeenAt("/token"));
        Assert.Empty(_castle.Other.SeenAt("/token"));
        Assert.True((await browser.GetAsync(callback)).IsSuccess);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another")]
    [InlineData("twice")]
    public async Task Mix_up_a_callback_that_names_no_issuer_or_another_never_reaches_the_provider(string issuer)
    {
        await using var castle = await OAuthCastle.StartAsync(sendsIssuer: true);
        var browser = castle.NewBrowser();
        Assert.True((await browser.FlowAsync("/by/jwt/fake")).IsSuccess);
        var callback = await browser.ConsentAsync("/by/jwt/fake");
        Assert.Contains("&iss=", callback, StringComparison.Ordinal);

        var answer = await browser.GetAsync(callback[..callback.IndexOf("&iss=", StringComparison.Ordinal)] + issuer switch
        {
            "none" => "",
            "another" => $"&iss={Uri.EscapeDataString(castle.Other.Issuer)}",
            _ => $"&iss={Uri.EscapeDataString(castle.Provider.Issuer)}&iss={Uri.EscapeDataString(castle.Other.Issuer)}",
        });

        Assert.Equal("400 OAUTH_INVALID_STATE", answer.Error);
        Assert.Single(castle.Provider.SeenAt("/token"));
    }

    [Fact]
    public async Task Two_tabs_at_once_both_sign_in()
    {
        var browser = _castle.NewBrowser();
        _castle.Other.Person = new FakePerson("2", "lancelot@camelot.bt");
        string[] tabs = [await browser.ConsentAsync("/by/jwt/fake"), await browser.ConsentAsync("/by/jwt/other"), await browser.ConsentAsync("/by/jwt/fake")];

        var answers = await Task.WhenAll(tabs.Select(tab => browser.GetAsync(tab)));

        Assert.All(answers, answer => Assert.True(answer.IsSuccess));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task A_hundred_flows_that_were_begun_do_not_outgrow_the_cookie_header_and_the_last_ten_still_work()
    {
        var browser = _castle.NewBrowser();
        var callbacks = new List<string>();
        for (var tab = 0; tab < 100; tab++)
            callbacks.Add(tab is 89 or 90 or 99 ? await browser.ConsentAsync("/by/jwt/fake") : (await browser.BeginAsync("/by/jwt/fake")).PathAndQuery);

        Assert.Equal(10, browser.Cookies.Count);
        Assert.InRange(browser.CookieHeaderLength, 1, 1024);
        Assert.Equal("400 OAUTH_INVALID_STATE", (await browser.GetAsync(callbacks[89])).Error);
        Assert.True((await browser.GetAsync(callbacks[90])).IsSuccess);
        Assert.True((await browser.GetAsync(callbacks[99])).IsSuccess);
    }

    [Theory]
    [InlineData("?scopes=admin")]
    [InlineData("?scopes=email&scopes=admin")]
    [InlineData("?scopes=email%20admin")]
    [InlineData("?scopes=Email")]
    [InlineData("?scopes=email,admin")]
    [InlineData("?scopes=email%09admin")]
    public async Task Scope_widening_is_refused(string query)
    {
        var answer = await _castle.NewBrowser().GetAsync($"/by/jwt/fake/authorize{query}");

        Assert.Equal("400 OAUTH_INVALID_SCOPE", answer.Error);
        Assert.Empty(answer.SetCookies);
    }

    [Theory]
    [InlineData("?scopes=email", "email")]
    [InlineData("?scopes=openid&scopes=email", "openid email")]
    [InlineData("?scopes=openid%20email", "openid email")]
    public async Task Fewer_scopes_than_configured_may_be_asked_for(string query, string scope) =>
        Assert.Equal(scope, QueryHelpers.ParseQuery((await _castle.NewBrowser().BeginAsync("/by/jwt/fake", query)).Query)["scope"].ToString());

    [Theory]
    [InlineData("fake")]
    [InlineData("plain")]
    public async Task Code_injection_a_stolen_code_in_ones_own_flow_is_refused_by_the_provider_for_want_of_the_verifier(string client)
    {
        var victim = _castle.NewBrowser();
        var stolen = QueryHelpers.ParseQuery((await victim.ConsentAsync($"/by/jwt/{client}")).Split('?')[1])["code"].ToString();
        _castle.Provider.Person = new FakePerson("666", "mordred@camelot.bt");
        var attacker = _castle.NewBrowser();
        var callback = await attacker.ConsentAsync($"/by/jwt/{client}");
        var own = QueryHelpers.ParseQuery(callback.Split('?')[1])["code"].ToString();

        var answer = await attacker.GetAsync($"{callback.Replace(own, stolen, StringComparison.Ordinal)}&code_verifier={new string('a', 43)}");

        Assert.Equal("400 OAUTH_REFUSED", answer.Error);
        Assert.Equal(stolen, Assert.Single(_castle.Provider.SeenAt("/token")).Form["code"]);
        await _castle.AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task The_original_keeps_one_cookie_for_all_flows_and_takes_a_state_again()
    {
        await using var castle = await OAuthCastle.StartAsync(settings: OAuthCastle.Original);
        var browser = castle.NewBrowser();
        var callback = await browser.ConsentAsync("/by/jwt/fake");

        Assert.Equal("fastapiusersoauthcsrf", Assert.Single(browser.Cookies).Key);
        Assert.True((await browser.GetAsync(callback)).IsSuccess);
        Assert.Single(browser.Cookies);

        // The provider is asked again, and refuses.
        Assert.Equal("400 OAUTH_REFUSED", (await browser.GetAsync(callback)).Error);
    }

    [Theory]
    [InlineData("/by/jwt/fake", "/connect/fake")]
    [InlineData("/connect/fake", "/by/jwt/fake")]
    public async Task A_state_of_signing_in_is_nothing_where_accounts_are_connected_and_the_reverse(string begun, string ended)
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/jwt/other");
        var callback = await browser.ConsentAsync(begun);

        var answer = await browser.GetAsync(callback.Replace(begun, ended, StringComparison.Ordinal));

        Assert.Equal("400 OAUTH_INVALID_STATE", answer.Error);
        Assert.Equal("other", Assert.Single(await _castle.ListAccountsAsync()).OAuthName);
        Assert.Empty(_castle.Provider.SeenAt("/token"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_state_of_another_user_connects_nothing_though_the_browser_is_the_same(bool original)
    {
        await using var castle = await OAuthCastle.StartAsync(settings: original ? OAuthCastle.Original : null);
        var browser = await castle.NewBrowser().SignInAsync("/by/jwt/other");
        var callback = await browser.ConsentAsync("/connect/fake");
        castle.Other.Person = new FakePerson("2", "lancelot@camelot.bt");
        browser.Token = (await castle.NewBrowser().SignInAsync("/by/jwt/other")).Token;

        var answer = await browser.GetAsync(callback);

        Assert.Equal("400 OAUTH_INVALID_STATE", answer.Error);
        Assert.Equal(2, await castle.CountAccountsAsync());
        Assert.Empty(castle.Provider.SeenAt("/token"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_connects_nothing()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/jwt/other");
        var callback = await browser.ConsentAsync("/connect/fake");
        browser.Token = null;

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(callback)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/connect/fake/authorize")).Status);
        Assert.Empty(_castle.Provider.SeenAt("/token"));
    }
}
