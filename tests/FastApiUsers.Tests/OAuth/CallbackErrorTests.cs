using System.Buffers.Text;
using System.Text;
using FastApiUsers.Tests.Support;
using FastApiUsers.Tokens;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Tests.OAuth;

/// <summary>Callbacks that are not what was asked for: each is 400 with its code, before the provider hears of anything.</summary>
public sealed class CallbackErrorTests : IAsyncLifetime
{
    private const string Secret = "SECRETSECRETSECRETSECRETSECRETSECRET";

    private readonly SteppedTime _time = new();
    private OAuthCastle _castle = null!;

    public async Task InitializeAsync() => _castle = await OAuthCastle.StartAsync(time: _time);

    public async Task DisposeAsync() => await _castle.DisposeAsync();

    [Fact]
    public async Task A_flow_that_took_too_long_is_told_so_on_its_page()
    {
        var time = new SteppedTime();
        await using var castle = await OAuthCastle.StartAsync(login => login.RedirectPages.Add("/signed-in"), time: time);
        var browser = castle.NewBrowser();
        var callback = await browser.ConsentAsync("/by/cookie/fake", "?redirect_to=/signed-in");

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("/signed-in?error=ACCESS_TOKEN_ALREADY_EXPIRED", (await browser.GetAsync(callback)).Location);
    }

    [Fact]
    public async Task Where_only_verified_users_are_let_in_another_one_is_told_so()
    {
        await using var castle = await OAuthCastle.StartAsync(login => login.RequiresVerification = true);
        var browser = castle.NewBrowser();

        Assert.Equal("400 LOGIN_USER_NOT_VERIFIED", (await browser.FlowAsync("/by/cookie/fake")).Error);
        await castle.App.ExecuteAsync<OAuthDbContext>("UPDATE \"user\" SET is_verified = true");
        Assert.True((await browser.FlowAsync("/by/cookie/fake")).IsSuccess);
    }

    [Theory]
    [InlineData("error=access_denied&state={state}", "400 access_denied")]
    [InlineData("error=access_denied", "400 access_denied")]
    [InlineData("error=access_denied&code={code}&state={state}", "400 access_denied")]
    [InlineData("state={state}", "400 Bad Request")]
    [InlineData("", "400 Bad Request")]
    [InlineData("code={code}", "400 ACCESS_TOKEN_DECODE_ERROR")]
    [InlineData("code={code}&state=", "400 ACCESS_TOKEN_DECODE_ERROR")]
    [InlineData("code={code}&state=garbage", "400 ACCESS_TOKEN_DECODE_ERROR")]
    [InlineData("code={code}&state=%00.%ff.%f0%9f%91%91", "400 ACCESS_TOKEN_DECODE_ERROR")]
    [InlineData("code={code}&state={state}x", "400 ACCESS_TOKEN_DECODE_ERROR")]
    [InlineData("code={code}&state={state}&state=garbage", "400 ACCESS_TOKEN_DECODE_ERROR")]
    public async Task A_callback_that_lacks_something_is_told_so(string query, string error)
    {
        var browser = _castle.NewBrowser();
        var callback = QueryHelpers.ParseQuery((await browser.ConsentAsync("/by/jwt/fake")).Split('?')[1]);

        var answer = await browser.GetAsync("/by/jwt/fake/callback?" + query.Replace("{code}", callback["code"], StringComparison.Ordinal).Replace("{state}", callback["state"], StringComparison.Ordinal));

        await AssertRefusedAsync(error, answer);
    }

    [Fact]
    public async Task A_state_of_over_an_hour_has_expired()
    {
        var browser = _castle.NewBrowser();
        var callback = await browser.ConsentAsync("/by/jwt/fake");

        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        await AssertRefusedAsync("400 ACCESS_TOKEN_ALREADY_EXPIRED", await browser.GetAsync(callback));
    }

    [Fact]
    public async Task A_state_that_is_signed_with_none_is_none()
    {
        var browser = _castle.NewBrowser();
        var callback = await browser.ConsentAsync("/by/jwt/fake");
        var state = QueryHelpers.ParseQuery(callback.Split('?')[1])["state"].ToString();
        var forged = $"{Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8)}.{state.Split('.')[1]}.";

        await AssertRefusedAsync("400 ACCESS_TOKEN_DECODE_ERROR", await browser.GetAsync(callback.Replace(state, forged, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("fastapi-users:auth")]
    [InlineData("fastapi-users:reset")]
    [InlineData("fastapi-users:oauth-code")]
    public async Task A_token_for_another_purpose_is_no_state(string audience)
    {
        var browser = _castle.NewBrowser();
        var callback = await browser.ConsentAsync("/by/jwt/fake");
        var state = QueryHelpers.ParseQuery(callback.Split('?')[1])["state"].ToString();
        var claims = System.Text.Json.JsonDocument.Parse(Base64Url.DecodeFromChars(state.Split('.')[1])).RootElement;
        string WithAudience(string value) => Jwt.Generate(
            [
                new("csrftoken", claims.GetProperty("csrftoken").GetString()!),
                new("route", claims.GetProperty("route").GetString()!),
                new("aud", value),
            ],
            JwtKey.Create(Secret), TimeSpan.FromHours(1), _time);

        await AssertRefusedAsync("400 ACCESS_TOKEN_DECODE_ERROR", await browser.GetAsync(callback.Replace(state, WithAudience(audience), StringComparison.Ordinal)));

        // It is the audience alone that was wrong.
        Assert.True((await browser.GetAsync(callback.Replace(state, WithAudience("fastapi-users:oauth-state"), StringComparison.Ordinal))).IsSuccess);
    }

    [Theory]
    [InlineData("jwt", false)]
    [InlineData("cookie", false)]
    [InlineData("jwt", true)]
    public async Task A_browser_whose_cookie_is_that_of_another_flow_is_refused(string backend, bool original)
    {
        await using var castle = await OAuthCastle.StartAsync(settings: original ? OAuthCastle.Original : null);
        var (mine, theirs) = (castle.NewBrowser(), castle.NewBrowser());
        await mine.BeginAsync($"/by/{backend}/fake");

        var answer = await mine.GetAsync(await theirs.ConsentAsync($"/by/{backend}/fake"));

        Assert.Equal("400 OAUTH_INVALID_STATE", answer.Error);
        Assert.Empty(castle.Provider.SeenAt("/token"));
        await castle.AssertNothingHappenedAsync();
    }

    [Theory]
    [InlineData("error=access_denied")]
    [InlineData("state=garbage&code=1")]
    public async Task An_error_has_the_format_of_the_application(string query)
    {
        await using var castle = await OAuthCastle.StartAsync(settings: new Dictionary<string, string?> { ["FastApiUsers:ErrorFormat"] = nameof(ErrorFormat.ProblemDetails) });

        var answer = await castle.NewBrowser().GetAsync($"/by/jwt/fake/callback?{query}");

        Assert.Equal((400, query.StartsWith('e') ? "access_denied" : "ACCESS_TOKEN_DECODE_ERROR"), ((int)answer.Status, answer.Body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_inactive_user_is_not_signed_in()
    {
        await _castle.NewBrowser().SignInAsync("/by/jwt/fake");
        await _castle.App.ExecuteAsync<OAuthDbContext>("UPDATE \"user\" SET is_active = false");

        foreach (var backend in OAuthCastle.Backends)
        {
            var answer = await _castle.NewBrowser().FlowAsync($"/by/{backend}/fake");

            Assert.Equal("400 LOGIN_BAD_CREDENTIALS", answer.Error);
            Assert.DoesNotContain(answer.SetCookies, cookie => cookie.StartsWith("fastapiusersauth=", StringComparison.Ordinal));
        }
    }

    private async Task AssertRefusedAsync(string error, OAuthAnswer answer)
    {
        Assert.Equal(error, answer.Error);
        Assert.Empty(_castle.Provider.SeenAt("/token"));
        await _castle.AssertNothingHappenedAsync();
    }
}
