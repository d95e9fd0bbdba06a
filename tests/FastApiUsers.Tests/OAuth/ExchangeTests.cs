using System.Net;
using FastApiUsers.OAuth;
using FastApiUsers.Tests.Support;

namespace FastApiUsers.Tests.OAuth;

/// <summary>The code that a page is given, and the tokens that it brings once.</summary>
public sealed class ExchangeTests : IAsyncLifetime
{
    private readonly SteppedTime _time = new();
    private readonly Pkce _pkce = Pkce.Create();
    private OAuthCastle _castle = null!;

    public async Task InitializeAsync() => _castle = await OAuthCastle.StartAsync(login => login.RedirectPages.Add("/signed-in"), time: _time);

    public async Task DisposeAsync() => await _castle.DisposeAsync();

    [Theory]
    [InlineData("jwt")]
    [InlineData("database")]
    [InlineData("cookie")]
    public async Task A_page_gets_a_code_and_exchanges_it_for_what_a_sign_in_answers(string backend)
    {
        var browser = _castle.NewBrowser();
        var page = await PageAsync(browser, $"/by/{backend}/fake");
        Assert.StartsWith("/signed-in?code=", page.Location, StringComparison.Ordinal);
        Assert.Empty(browser.Cookies);

        var answer = await ExchangeAsync($"/by/{backend}/fake", page.Parameter("code")!, browser: browser);

        Assert.True(answer.IsSuccess);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        browser.Token = backend == "cookie" ? null : answer.Body.GetProperty("access_token").GetString();
        Assert.Equal(UserClient.Email, (await browser.MeAsync()).GetProperty("email").GetString());
    }

    [Fact]
    public async Task A_form_of_another_site_signs_nobody_in_with_a_cookie()
    {
        var code = (await PageAsync(_castle.NewBrowser(), "/by/cookie/fake")).Parameter("code")!;
        var victim = _castle.NewBrowser();
        (victim.FetchSite, victim.FetchMode) = ("cross-site", "navigate");

        Assert.Equal(HttpStatusCode.Forbidden, (await ExchangeAsync("/by/cookie/fake", code, browser: victim)).Status);
        Assert.Empty(victim.Cookies);
        victim.FetchMode = "cors";
        Assert.True((await ExchangeAsync("/by/cookie/fake", code, browser: victim)).IsSuccess);
    }

    [Fact]
    public async Task Of_many_who_exchange_a_code_at_once_one_is_signed_in()
    {
        var code = await CodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ExchangeAsync("/by/jwt/fake", code)));

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.Equal(19, answers.Count(answer => answer.Error == "400 OAUTH_INVALID_CODE"));
    }

    [Fact]
    public async Task Whoever_sees_the_code_and_lacks_the_verifier_neither_uses_it_nor_uses_it_up()
    {
        var code = await CodeAsync();

        foreach (var verifier in new[] { Pkce.Create().Verifier, _pkce.Challenge, _pkce.Verifier + "x", "é", "\u0000" })
            Assert.Equal("400 OAUTH_INVALID_CODE", (await ExchangeAsync("/by/jwt/fake", code, verifier)).Error);

        Assert.True((await ExchangeAsync("/by/jwt/fake", code)).IsSuccess);
    }

    [Theory]
    [InlineData("/by/database/fake")]
    [InlineData("/by/cookie/fake")]
    [InlineData("/by/jwt/other")]
    public async Task A_code_is_for_the_route_that_gave_it(string routes)
    {
        var code = await CodeAsync();

        Assert.Equal("400 OAUTH_INVALID_CODE", (await ExchangeAsync(routes, code)).Error);
        Assert.True((await ExchangeAsync("/by/jwt/fake", code)).IsSuccess);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public async Task A_code_is_good_for_a_minute(int seconds, bool isGood)
    {
        var code = await CodeAsync();

        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isGood ? "200 " : "400 OAUTH_INVALID_CODE", (await ExchangeAsync("/by/jwt/fake", code)).Error);
    }

    [Theory]
    [InlineData("UPDATE \"user\" SET is_active = false")]
    [InlineData("UPDATE \"user\" SET hashed_password = 'another'")]
    [InlineData("DELETE FROM \"user\"")]
    public async Task A_code_dies_with_its_user_or_their_password(string change)
    {
        var code = await CodeAsync();

        await _castle.App.ExecuteAsync<OAuthDbContext>(change);

        Assert.Equal("400 OAUTH_INVALID_CODE", (await ExchangeAsync("/by/jwt/fake", code)).Error);
    }

    [Fact]
    public async Task Neither_a_state_nor_an_access_token_nor_garbage_is_a_code_and_a_code_is_neither()
    {
        var browser = _castle.NewBrowser();
        var state = (await browser.ConsentAsync("/by/jwt/fake", $"?redirect_to=/signed-in&code_challenge={_pkce.Challenge}")).Split("state=")[1];
        var token = (await _castle.NewBrowser().SignInAsync("/by/jwt/fake")).Token!;
        var code = await CodeAsync();

        foreach (var text in new[] { state, token, "garbage", "..", code + "x", code[..^1] })
            Assert.Equal("400 OAUTH_INVALID_CODE", (await ExchangeAsync("/by/jwt/fake", text)).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _castle.App.SendAsync(HttpMethod.Get, "/users/me", token: code)).Status);
        Assert.Equal("/signed-in?error=OAUTH_INVALID_STATE", (await _castle.NewBrowser().GetAsync($"/by/jwt/fake/callback?code=1&state={state}")).Location);
        Assert.Equal("400 ACCESS_TOKEN_DECODE_ERROR", (await browser.GetAsync($"/by/jwt/fake/callback?code=1&state={code}")).Error);
    }

    [Fact]
    public async Task A_form_that_lacks_a_field_names_it()
    {
        var answer = await _castle.NewBrowser().PostAsync("/by/jwt/fake/exchange", ("grant_type", "password"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["body.code", "body.code_verifier", "body.grant_type"], answer.Body.Locations());
    }

    [Fact]
    public async Task A_code_says_nothing_of_the_password_and_the_challenge_of_one_flow_is_not_that_of_another()
    {
        var code = await CodeAsync();
        var other = Pkce.Create();
        var second = (await _castle.NewBrowser().FlowAsync("/by/jwt/fake", $"?redirect_to=/signed-in&code_challenge={other.Challenge}")).Parameter("code")!;

        Assert.Equal("400 OAUTH_INVALID_CODE", (await ExchangeAsync("/by/jwt/fake", second)).Error);
        Assert.Equal("400 OAUTH_INVALID_CODE", (await ExchangeAsync("/by/jwt/fake", code, other.Verifier)).Error);
        Assert.True((await ExchangeAsync("/by/jwt/fake", second, other.Verifier)).IsSuccess);
    }

    private Task<OAuthAnswer> PageAsync(OAuthBrowser browser, string routes) =>
        browser.FlowAsync(routes, $"?redirect_to=/signed-in&code_challenge={_pkce.Challenge}");

    private async Task<string> CodeAsync() => (await PageAsync(_castle.NewBrowser(), "/by/jwt/fake")).Parameter("code")!;

    private Task<OAuthAnswer> ExchangeAsync(string routes, string code, string? verifier = null, OAuthBrowser? browser = null) =>
        (browser ?? _castle.NewBrowser()).PostAsync($"{routes}/exchange", ("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier ?? _pkce.Verifier));
}
