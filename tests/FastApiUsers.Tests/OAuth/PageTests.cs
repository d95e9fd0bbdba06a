using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.OAuth;
using FastApiUsers.TestServers.OAuth;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Flows that end on a page of the application, and on no other (RFC 9700 section 4.11).</summary>
public sealed class PageTests : IAsyncLifetime
{
    private const string Page = "/signed-in";
    private const string AppPage = "https://app.camelot.bt/signed-in?from=fake";
    private const string OwnScheme = "bt.camelot.app:/signed-in";

    private OAuthCastle _castle = null!;

    public async Task InitializeAsync() => _castle = await OAuthCastle.StartAsync(
        login =>
        {
            foreach (var page in new[] { Page, AppPage, OwnScheme })
                login.RedirectPages.Add(page);
            login.ErrorPage = "/sign-in";
        },
        associate => associate.RedirectPages.Add("/profile"),
        users => users.AddOAuthClient(new PostingClient()));

    public async Task DisposeAsync() => await _castle.DisposeAsync();

    [Theory]
    [InlineData(Page)]
    [InlineData(AppPage)]
    [InlineData(OwnScheme)]
    public async Task A_flow_of_the_cookie_ends_on_its_page_signed_in(string page)
    {
        var browser = _castle.NewBrowser();

        var answer = await browser.FlowAsync("/by/cookie/fake", $"?redirect_to={Uri.EscapeDataString(page)}");

        Assert.Equal((HttpStatusCode.Redirect, page), (answer.Status, answer.Location));
        Assert.Equal("fastapiusersauth", Assert.Single(browser.Cookies).Key);
        await browser.MeAsync();
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https://evil.example/signed-in")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/")]
    [InlineData("/signed-in ")]
    [InlineData(" /signed-in")]
    [InlineData("/signed-in/")]
    [InlineData("/signed-in.evil.example")]
    [InlineData("/signed-in?next=//evil.example")]
    [InlineData("/signed-in#evil")]
    [InlineData("/signed-in/../evil")]
    [InlineData("/SIGNED-IN")]
    [InlineData("%2fsigned-in")]
    [InlineData("/signed%2din")]
    [InlineData("/sign-in")]
    [InlineData("/profile")]
    [InlineData("https://app.camelot.bt./signed-in?from=fake")]
    [InlineData("https://APP.camelot.bt/signed-in?from=fake")]
    [InlineData("https://app.camelot.bt/signed-in")]
    [InlineData("https://app.camelot.bt/signed-in?from=fake&to=evil")]
    [InlineData("https://app.camelot.bt@evil.example/signed-in?from=fake")]
    [InlineData("http://app.camelot.bt/signed-in?from=fake")]
    [InlineData("/signed-in\r\nSet-Cookie: a=b")]
    public async Task Open_redirect_a_page_that_is_not_one_of_them_to_the_letter_is_refused(string page)
    {
        var answer = await _castle.NewBrowser().GetAsync($"/by/cookie/fake/authorize?redirect_to={Uri.EscapeDataString(page)}");

        Assert.Equal(("400 OAUTH_INVALID_REDIRECT", null), (answer.Error, answer.Location));
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task Open_redirect_of_two_pages_the_one_that_counts_is_the_one_that_is_checked()
    {
        var browser = _castle.NewBrowser();

        Assert.Equal("400 OAUTH_INVALID_REDIRECT", (await browser.GetAsync("/by/cookie/fake/authorize?redirect_to=/signed-in&redirect_to=//evil.example")).Error);
        Assert.Equal(Page, (await browser.FlowAsync("/by/cookie/fake", "?redirect_to=//evil.example&redirect_to=/signed-in")).Location);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/signed-in#token")]
    [InlineData("/schloß")]
    [InlineData("signed-in")]
    [InlineData("")]
    [InlineData("http://app.camelot.bt/signed-in")]
    [InlineData("https://app.camelot.bt/#signed-in")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,evil")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://app.camelot.bt/\r\nSet-Cookie: a=b")]
    public async Task A_page_that_is_not_safe_stops_the_start(string page)
    {
        var asPage = await Assert.ThrowsAsync<ArgumentException>(() => OAuthCastle.StartAsync(login => login.RedirectPages.Add(page)));
        var asErrorPage = await Assert.ThrowsAsync<ArgumentException>(() => OAuthCastle.StartAsync(login => login.ErrorPage = page));

        Assert.All([asPage, asErrorPage], mistake => Assert.Contains($"The page '{page}' is neither a path", mistake.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_arrives_on_the_page_that_the_flow_was_for()
    {
        var browser = _castle.NewBrowser();
        _castle.Provider.Failure = ProviderFailure.AccessDenied;
        var denied = await browser.FlowAsync("/by/cookie/fake", $"?redirect_to={Uri.EscapeDataString(AppPage)}");
        _castle.Provider.Failure = ProviderFailure.MissingEmail;
        var nameless = await browser.FlowAsync("/by/cookie/fake", "?redirect_to=/signed-in");
        _castle.Provider.Failure = ProviderFailure.None;
        var elsewhere = await _castle.NewBrowser().GetAsync(await browser.ConsentAsync("/by/cookie/fake", "?redirect_to=/signed-in"));

        Assert.Equal(
            ($"{AppPage}&error=access_denied", "/signed-in?error=OAUTH_NOT_AVAILABLE_EMAIL", "/signed-in?error=OAUTH_INVALID_STATE"),
            (denied.Location, nameless.Location, elsewhere.Location));
        await _castle.AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task An_error_of_nobody_knows_which_flow_arrives_on_the_error_page_and_cannot_leave_it()
    {
        var browser = _castle.NewBrowser();

        var unreadable = await browser.GetAsync("/by/cookie/fake/callback?code=1&state=garbage");
        var injected = await browser.GetAsync($"/by/cookie/fake/callback?error={Uri.EscapeDataString("a&code=b#c\r\nSet-Cookie: d=e")}");

        Assert.Equal(("/sign-in?error=ACCESS_TOKEN_DECODE_ERROR", "/sign-in?error=OAUTH_REFUSED"), (unreadable.Location, injected.Location));
        Assert.Empty(injected.SetCookies);
    }

    [Fact]
    public async Task A_flow_without_a_page_is_answered_in_JSON_also_where_there_are_pages()
    {
        var browser = _castle.NewBrowser();
        _castle.Provider.Failure = ProviderFailure.AccessDenied;

        Assert.Equal("400 access_denied", (await browser.FlowAsync("/by/cookie/fake")).Error);
        _castle.Provider.Failure = ProviderFailure.None;
        Assert.Equal(HttpStatusCode.NoContent, (await browser.FlowAsync("/by/cookie/fake")).Status);
    }

    [Fact]
    public async Task Connecting_an_account_ends_on_its_own_pages()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/cookie/fake");

        var connected = await browser.FlowAsync("/connect/other", "?redirect_to=/profile");
        _castle.Provider.Person = new FakePerson("2", "lancelot@camelot.bt");
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        var refused = await browser.FlowAsync("/connect/fake", "?redirect_to=/profile");

        Assert.Equal(("/profile", "/profile?error=OAUTH_USER_ALREADY_EXISTS"), (connected.Location, refused.Location));
        Assert.Equal("400 OAUTH_INVALID_REDIRECT", (await browser.GetAsync("/connect/fake/authorize?redirect_to=/signed-in")).Error);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData(null, null)]
    [InlineData(null, "https://evil.example/")]
    [InlineData("", null)]
    public async Task A_page_of_another_site_cannot_begin_to_connect_an_account(string? site, string? referer)
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/cookie/fake");
        (browser.FetchSite, browser.Referer) = (site, referer);

        var answer = await browser.GetAsync("/connect/other/authorize?redirect_to=/profile");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Empty(answer.SetCookies);
    }

    [Theory]
    [InlineData("CALL_MORGANA")]
    [InlineData("call_morgana")]
    [InlineData("Access denied")]
    public async Task A_page_gets_no_words_of_a_stranger(string error)
    {
        var answer = await _castle.NewBrowser().GetAsync($"/by/cookie/fake/callback?error={Uri.EscapeDataString(error)}");

        Assert.Equal("/sign-in?error=OAUTH_REFUSED", answer.Location);
    }

    [Fact]
    public async Task Whoever_is_no_longer_signed_in_learns_it_on_the_page_and_a_program_in_JSON()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/cookie/fake");
        var callback = await browser.ConsentAsync("/connect/other", "?redirect_to=/profile");
        var stranger = _castle.NewBrowser();

        var signedOut = await stranger.GetAsync(callback);
        var linked = await stranger.GetAsync("/connect/other/authorize?redirect_to=/profile");
        var program = await stranger.GetAsync("/connect/other/authorize");

        Assert.Equal(("/profile?error=UNAUTHORIZED", "/profile?error=UNAUTHORIZED"), (signedOut.Location, linked.Location));
        Assert.Equal(HttpStatusCode.Unauthorized, program.Status);
    }

    [Fact]
    public async Task An_outage_arrives_on_the_page()
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.RedirectPages.Add(Page), users: users => users.AddUsedTokens(_ => new SilentStore()));
        var browser = castle.NewBrowser();

        Assert.Equal("/signed-in?error=SERVICE_UNAVAILABLE", (await browser.FlowAsync("/by/cookie/fake", "?redirect_to=/signed-in")).Location);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.FlowAsync("/by/cookie/fake")).Status);
    }

    [Fact]
    public async Task A_browser_that_names_no_site_but_a_page_of_this_host_can_connect_an_account()
    {
        var browser = await _castle.NewBrowser().SignInAsync("/by/cookie/fake");
        (browser.FetchSite, browser.Referer) = (null, new Uri(_castle.App.Client.BaseAddress!, "/profile").AbsoluteUri);

        Assert.Equal("/profile", (await browser.FlowAsync("/connect/other", "?redirect_to=/profile")).Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&code_challenge=")]
    [InlineData("&code_challenge=short")]
    [InlineData("&code_challenge=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%2B")]
    public async Task A_bearer_backend_gives_a_page_nothing_without_a_challenge(string challenge)
    {
        var answer = await _castle.NewBrowser().GetAsync($"/by/jwt/fake/authorize?redirect_to=/signed-in{challenge}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal("""["query","code_challenge"]""", answer.Body.GetProperty("detail")[0].GetProperty("loc").GetRawText());
        Assert.Empty(answer.SetCookies);
    }

    [Fact]
    public async Task A_provider_that_posts_is_answered_with_the_GET_that_carries_the_cookie()
    {
        var browser = _castle.NewBrowser();
        var callback = new Uri(_castle.App.Client.BaseAddress!, (await browser.BeginAsync("/by/jwt/posting")).PathAndQuery);
        var state = callback.Query.Split("state=")[1];

        var stranger = await _castle.NewBrowser().PostAsync("/by/jwt/posting/callback", ("code", "excalibur"), ("state", state), ("user", "{}"), ("redirect_to", "//evil.example"));

        Assert.Equal((HttpStatusCode.SeeOther, $"/by/jwt/posting/callback?code=excalibur&state={state}"), (stranger.Status, stranger.Location));
        Assert.Equal("400 OAUTH_INVALID_STATE", (await _castle.NewBrowser().GetAsync(stranger.Location!)).Error);
        Assert.True((await browser.GetAsync(stranger.Location!)).IsSuccess);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await browser.PostAsync("/by/jwt/fake/callback", ("code", "1"))).Status);
    }

    [Fact]
    public async Task Where_no_pages_are_allowed_there_is_nothing_to_exchange()
    {
        await using var castle = await OAuthCastle.StartAsync();
        var pkce = Pkce.Create();

        Assert.Equal("400 OAUTH_INVALID_REDIRECT", (await castle.NewBrowser().GetAsync("/by/cookie/fake/authorize?redirect_to=/signed-in")).Error);
        Assert.Equal(HttpStatusCode.NotFound, (await castle.NewBrowser().PostAsync("/by/jwt/fake/exchange", ("code", "1"), ("code_verifier", pkce.Verifier))).Status);
    }

    private sealed class SilentStore : IUsedTokens
    {
        public Task<bool> TryUseAsync(string id, TimeSpan lifetime, CancellationToken cancellationToken) => throw new DatabaseUnavailableException();
    }
}
