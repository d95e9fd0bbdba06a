using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Tests.OAuth;

/// <summary>The way to a provider and back, where everybody does as they should.</summary>
public sealed class FlowTests
{
    [Fact]
    public async Task Authorize_answers_the_url_and_ties_the_flow_to_the_browser()
    {
        await using var castle = await OAuthCastle.StartAsync();

        var answer = await castle.NewBrowser().GetAsync("/by/jwt/fake/authorize");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        var member = Assert.Single(answer.Body.EnumerateObject());
        Assert.Equal("authorization_url", member.Name);
        var url = new Uri(member.Value.GetString()!);
        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.Equal(castle.Provider.AuthorizeEndpoint, url.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ("code", "openid email profile", "S256", new Uri(castle.App.Client.BaseAddress!, "/by/jwt/fake/callback").AbsoluteUri),
            (query["response_type"].ToString(), query["scope"].ToString(), query["code_challenge_method"].ToString(), query["redirect_uri"].ToString()));

        var cookie = Assert.Single(answer.SetCookies);
        Assert.Matches("^fastapiusersoauthcsrf_[A-Za-z0-9_-]{16}=[A-Za-z0-9_-]{43}; ", cookie);
        Assert.All(["Max-Age=3600", "Path=/", "Secure", "HttpOnly", "SameSite=lax"], part => Assert.Contains(part, cookie.Split("; "), StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(cookie.Split('=', ';')[1], member.Value.GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fake", "jwt")]
    [InlineData("fake", "database")]
    [InlineData("fake", "cookie")]
    [InlineData("plain", "jwt")]
    [InlineData("other", "cookie")]
    public async Task A_first_sign_in_makes_a_user_without_a_password_and_signs_in(string client, string backend)
    {
        await using var castle = await OAuthCastle.StartAsync();

        var browser = await castle.NewBrowser().SignInAsync($"/by/{backend}/{client}");

        var me = await browser.MeAsync();
        Assert.Equal((UserClient.Email, true, false), (me.GetProperty("email").GetString(), me.GetProperty("is_active").GetBoolean(), me.GetProperty("is_verified").GetBoolean()));
        Assert.DoesNotContain(browser.Cookies.Keys, name => name.StartsWith("fastapiusersoauthcsrf", StringComparison.Ordinal));
        Assert.False(await castle.WithManagerAsync(async manager => manager.HasPassword(await manager.GetByEmailAsync(UserClient.Email))));
        using var login = await castle.App.PostLoginAsync();
        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        var account = Assert.Single(await castle.ListAccountsAsync());
        Assert.Equal((client, FakePerson.Arthur.Subject, UserClient.Email), (account.OAuthName, account.AccountId, account.AccountEmail));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_later_sign_in_brings_new_tokens_and_the_original_alone_forgets_the_refresh_token(bool modern)
    {
        await using var castle = await OAuthCastle.StartAsync(settings: modern ? null : OAuthCastle.Original);
        var first = await (await castle.NewBrowser().SignInAsync("/by/jwt/plain")).MeAsync();
        var before = Assert.Single(await castle.ListAccountsAsync());
        Assert.NotNull(before.RefreshToken);
        castle.Provider.Answers["POST /token"] = new("""{"access_token":"excalibur","token_type":"bearer"}""");
        castle.Provider.Answers["GET /profile"] = new($$"""{"id":"{{FakePerson.Arthur.Subject}}","email":"king@camelot.bt"}""");

        var second = await (await castle.NewBrowser().SignInAsync("/by/jwt/plain")).MeAsync();

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(UserClient.Email, second.GetProperty("email").GetString());
        var after = Assert.Single(await castle.ListAccountsAsync());
        Assert.Equal((before.Id, "excalibur", null, "king@camelot.bt"), (after.Id, after.AccessToken, after.ExpiresAt, after.AccountEmail));
        Assert.Equal(modern ? before.RefreshToken : null, after.RefreshToken);
    }

    [Fact]
    public async Task The_redirect_uri_is_beside_the_route_by_the_host_and_base_of_the_request()
    {
        await using var castle = await OAuthCastle.StartAsync(before: app => app.UsePathBase("/knights").UseRouting());
        var browser = castle.NewBrowser();

        var url = await browser.BeginAsync("/knights/by/jwt/fake", host: "camelot.bt:8443");

        var redirect = QueryHelpers.ParseQuery(url.Query)["redirect_uri"].ToString();
        Assert.Equal("http://camelot.bt:8443/knights/by/jwt/fake/callback", redirect);
        var callback = await FakeProvider.ConsentAsync(url);
        Assert.True((await browser.GetAsync(callback.PathAndQuery, callback.Authority)).IsSuccess);
        Assert.Equal(redirect, Assert.Single(castle.Provider.SeenAt("/token")).Form["redirect_uri"]);
    }

    [Fact]
    public async Task A_configured_redirect_url_is_sent_as_it_is_to_both_endpoints()
    {
        const string Url = "https://camelot.bt/signed-in?by=fake";
        await using var castle = await OAuthCastle.StartAsync(before: app => app.MapGroup("/own").MapOAuthRoutes("fake", "jwt", own => own.RedirectUrl = Url));
        var browser = castle.NewBrowser();

        var back = await FakeProvider.ConsentAsync(await browser.BeginAsync("/own"));

        Assert.StartsWith(Url + "&code=", back.AbsoluteUri, StringComparison.Ordinal);
        Assert.True((await browser.GetAsync("/own/callback" + back.Query)).IsSuccess);
        Assert.Equal(Url, Assert.Single(castle.Provider.SeenAt("/token")).Form["redirect_uri"]);
    }

    [Fact]
    public async Task The_verifier_at_the_provider_is_that_of_the_challenge_and_neither_it_nor_the_nonce_is_in_another_flow()
    {
        await using var castle = await OAuthCastle.StartAsync();
        var browser = castle.NewBrowser();

        var first = QueryHelpers.ParseQuery((await browser.BeginAsync("/by/jwt/fake")).Query);
        var url = await browser.BeginAsync("/by/jwt/fake");
        var second = QueryHelpers.ParseQuery(url.Query);
        Assert.True((await browser.GetAsync((await FakeProvider.ConsentAsync(url)).PathAndQuery)).IsSuccess);

        var verifier = Assert.Single(castle.Provider.SeenAt("/token")).Form["code_verifier"];
        Assert.Matches("^[A-Za-z0-9_-]{43}$", verifier);
        Assert.Equal(second["code_challenge"].ToString(), Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
        Assert.DoesNotContain(verifier, url.AbsoluteUri, StringComparison.Ordinal);
        Assert.NotEqual(first["code_challenge"].ToString(), second["code_challenge"].ToString());
        Assert.NotEqual(first["nonce"].ToString(), second["nonce"].ToString());
        Assert.NotEqual(verifier, second["nonce"].ToString());
    }

    [Fact]
    public async Task The_profile_is_taken_over_at_the_first_sign_in_and_at_each_later_one()
    {
        await using var castle = await OAuthCastle.StartAsync();
        castle.Provider.ExtraClaims["given_name"] = "Arthur";
        Assert.Equal("Arthur of fake", (await (await castle.NewBrowser().SignInAsync("/by/jwt/fake")).MeAsync()).GetProperty("first_name").GetString());

        castle.Provider.ExtraClaims["given_name"] = "Artus";

        Assert.Equal("Artus of fake", (await (await castle.NewBrowser().SignInAsync("/by/jwt/fake")).MeAsync()).GetProperty("first_name").GetString());
    }

    [Theory]
    [InlineData("jwt")]
    [InlineData("cookie")]
    public async Task A_session_says_by_which_provider_it_began(string backend)
    {
        await using var castle = await OAuthCastle.StartAsync(users: users => users.AddSessions(), before: app => app.MapSessionRoutes<BaseSessionRead>());

        var browser = await castle.NewBrowser().SignInAsync($"/by/{backend}/fake");

        var session = Assert.Single((await browser.GetAsync("/sessions")).Body.EnumerateArray());
        Assert.Equal(("oauth:fake", backend), (session.GetProperty("authentication_method").GetString(), session.GetProperty("backend").GetString()));
    }

    [Fact]
    public async Task The_callback_tells_the_browser_to_keep_code_and_state_to_itself()
    {
        await using var castle = await OAuthCastle.StartAsync();

        var answer = await castle.NewBrowser().FlowAsync("/by/jwt/fake");

        Assert.Equal(("no-store", "no-referrer"), (answer.Headers["Cache-Control"], answer.Headers["Referrer-Policy"]));
    }

    [Fact]
    public async Task A_sign_in_page_can_ask_which_providers_there_are()
    {
        await using var castle = await OAuthCastle.StartAsync();

        var answer = await castle.NewBrowser().GetAsync("/by/cookie/providers");

        Assert.Equal(
            """[{"name":"fake","display_name":"fake","authorize_path":"/by/cookie/fake/authorize"},{"name":"plain","display_name":"Plain OAuth","authorize_path":"/by/cookie/plain/authorize"},{"name":"other","display_name":"other","authorize_path":"/by/cookie/other/authorize"}]""",
            answer.Body.GetRawText());
    }
}
