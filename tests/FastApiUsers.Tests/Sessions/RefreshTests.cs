using System.Net;
using System.Text.Json;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Sessions;

/// <summary>Refresh tokens of each of the six backends (RFC 6749 section 6, RFC 9700 section 4.14.2), with sessions in both stores.</summary>
public sealed class RefreshTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    public static TheoryData<string, bool> BackendsAndStores => RevocationTests.BackendsAndStores;

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_refresh_gives_new_tokens_of_the_same_session(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, backend);
        var first = device.Copy();

        for (var i = 0; i < 3; i++)
        {
            var before = device.Copy();
            Assert.True((int)await device.RefreshAsync(app) is 200 or 204);
            Assert.NotEqual(before.RefreshToken, device.RefreshToken);
            Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        }

        // RFC 6749 section 6 leaves the access token of before as it is; it ends by its own expiry, or with the session.
        Assert.Equal(HttpStatusCode.OK, await first.MeAsync(app));
        Assert.Single((await device.SendAsync(app, HttpMethod.Get, "/sessions")).Body.EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_replay_after_the_grace_ends_the_session(string backend, bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time);
        await app.RegisterAsync();
        var other = await Device.LoginAsync(app, backend);
        var device = await Device.LoginAsync(app, backend);
        var stolen = device.Copy();
        await device.RefreshAsync(app);

        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.Unauthorized, await stolen.RefreshAsync(app));

        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
        Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
        Assert.Equal(HttpStatusCode.OK, await other.MeAsync(app));
        var events = app.Services.GetRequiredService<SessionEvents>().All;
        Assert.Single(events, text => text.StartsWith("theft ", StringComparison.Ordinal));
        Assert.Single(events, text => text.StartsWith("revoke ", StringComparison.Ordinal));
        Assert.Single(app.Log.Lines, line => line.Id == 21);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_refresh_token_of_long_ago_ends_the_session_too(string backend, bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, backend);
        var stolen = device.Copy();
        for (var i = 0; i < 4; i++)
        {
            time.Advance(TimeSpan.FromMinutes(15));
            await device.RefreshAsync(app);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await stolen.RefreshAsync(app));

        Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Ten_refreshes_at_once_all_succeed_with_one_successor(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var login = await Device.LoginAsync(app, backend);
        var tabs = Enumerable.Range(0, 10).Select(_ => login.Copy()).ToList();

        var statuses = await Task.WhenAll(tabs.Select(tab => tab.RefreshAsync(app)));

        Assert.All(statuses, status => Assert.True((int)status is 200 or 204, $"{status}"));
        Assert.Single(tabs.Select(tab => tab.RefreshToken).Distinct());
        foreach (var tab in tabs)
            Assert.Equal(HttpStatusCode.OK, await tab.MeAsync(app));
        Assert.True((int)await tabs[0].RefreshAsync(app) is 200 or 204);
        Assert.Single((await tabs[0].SendAsync(app, HttpMethod.Get, "/sessions")).Body.EnumerateArray());
    }

    [Theory]
    [InlineData("bearer-jwt", false)]
    [InlineData("cookie-database", true)]
    public async Task A_slow_tab_gets_what_counts_though_a_fast_one_has_refreshed_often(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var fast = await Device.LoginAsync(app, backend);
        var slow = fast.Copy();
        for (var i = 0; i < 3; i++)
            Assert.True((int)await fast.RefreshAsync(app) is 200 or 204);

        Assert.True((int)await slow.RefreshAsync(app) is 200 or 204);

        Assert.Equal(fast.RefreshToken, slow.RefreshToken);
        Assert.True((int)await fast.RefreshAsync(app) is 200 or 204);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Rotation_never_extends_the_end(string backend, bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time, ("FastApiUsers:Sessions:Lifetime", "01:00:00"), ($"FastApiUsers:Backends:{backend}:Lifetime", "00:50:00"));
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, backend);

        time.Advance(TimeSpan.FromMinutes(40));
        Assert.True((int)await device.RefreshAsync(app) is 200 or 204);
        if (backend.StartsWith("bearer", StringComparison.Ordinal))
            Assert.Equal(20 * 60, device.Body.GetProperty("expires_in").GetInt32());
        time.Advance(TimeSpan.FromMinutes(19));
        Assert.True((int)await device.RefreshAsync(app) is 200 or 204);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
        Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_nobody_uses_ends(bool inRedis)
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis, time, ("FastApiUsers:Sessions:IdleTimeout", "00:30:00"), ("FastApiUsers:Backends:bearer-jwt:Lifetime", "10:00:00"));
        await app.RegisterAsync();
        var (used, unused) = (await Device.LoginAsync(app, "bearer-jwt"), await Device.LoginAsync(app, "bearer-jwt"));

        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, await used.MeAsync(app));
            await app.Services.GetRequiredService<SessionCache<Knight, Guid>>().RecordUsesAsync(CancellationToken.None);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await unused.MeAsync(app));
        Assert.Equal(HttpStatusCode.Unauthorized, await unused.RefreshAsync(app));
        Assert.Single((await used.SendAsync(app, HttpMethod.Get, "/sessions")).Body.EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Neither_token_is_accepted_for_the_other(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, backend);

        foreach (var name in SessionCastle.Backends)
        {
            var token = name.StartsWith("bearer", StringComparison.Ordinal) ? device.RefreshToken : null;
            using var request = new HttpRequestMessage(HttpMethod.Get, "/users/me");
            request.Headers.TryAddWithoutValidation(token is null ? "Cookie" : "Authorization", token is null ? $"{name}={device.RefreshToken}" : $"Bearer {token}");
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client.SendAsync(request)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app, device.AccessToken));
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
    }

    [Theory]
    [InlineData("bearer-jwt", "cookie-jwt")]
    [InlineData("bearer-database", "cookie-database")]
    [InlineData("bearer-redis", "bearer-jwt")]
    public async Task The_tokens_of_one_backend_are_nothing_to_another(string backend, string other)
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var (device, stranger) = (await Device.LoginAsync(app, backend), await Device.LoginAsync(app, other));

        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Copy().RefreshAsync(app, device.RefreshToken));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/users/me");
        request.Headers.TryAddWithoutValidation("Cookie", $"{other}={device.AccessToken}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client.SendAsync(request)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        Assert.Equal(HttpStatusCode.OK, await stranger.MeAsync(app));
    }

    [Fact]
    public async Task A_text_that_was_never_issued_ends_no_session_though_it_names_one()
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        var token = device.RefreshToken!;
        string[] forged =
        [
            token[..20] + new string('A', token.Length - 20), token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), token[..20], token + "A", new string('é', token.Length), "\0",
            token[..30] + (token[30] == 'A' ? 'B' : 'A') + token[31..],
        ];

        foreach (var text in forged)
            Assert.Equal(HttpStatusCode.Unauthorized, await device.Copy().RefreshAsync(app, text));

        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        Assert.Equal(HttpStatusCode.OK, await device.RefreshAsync(app));
    }

    [Fact]
    public async Task An_inactive_user_refreshes_nothing()
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        await app.ExecuteAsync("UPDATE \"user\" SET is_active = false");

        Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
    }

    [Fact]
    public async Task The_answer_of_a_bearer_backend_is_that_of_RFC_6749()
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();

        using var login = await app.PostLoginAsync("bearer-database");
        var body = JsonDocument.Parse(await login.Content.ReadAsStringAsync()).RootElement;
        using var refresh = await app.Client.PostAsync("/auth/bearer-database/refresh", new FormUrlEncodedContent([new("refresh_token", body.GetProperty("refresh_token").GetString())]));
        var refreshed = JsonDocument.Parse(await refresh.Content.ReadAsStringAsync()).RootElement;

        foreach (var answer in new[] { body, refreshed })
        {
            Assert.Equal(["access_token", "token_type", "expires_in", "refresh_token"], answer.EnumerateObject().Select(member => member.Name));
            Assert.Equal("bearer", answer.GetProperty("token_type").GetString());
            Assert.Equal(14 * 24 * 3600, answer.GetProperty("expires_in").GetInt32());
        }

        Assert.Equal("no-store", refresh.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_refresh_cookie_goes_to_the_refresh_route_alone_and_a_sign_out_clears_both()
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "cookie-jwt");

        Assert.Equal(2, device.SetCookies.Length);
        Assert.EndsWith("; HttpOnly; Path=/; SameSite=lax; Secure", device.SetCookies[0], StringComparison.Ordinal);
        Assert.EndsWith("; HttpOnly; Path=/auth/cookie-jwt/refresh; SameSite=lax; Secure", device.SetCookies[1], StringComparison.Ordinal);

        await device.SendAsync(app, HttpMethod.Post, "/auth/cookie-jwt/logout");
        Assert.Equal(
            ["cookie-jwt=\"\"; HttpOnly; Max-Age=0; Path=/; SameSite=lax; Secure", "cookie-jwt_refresh=\"\"; HttpOnly; Max-Age=0; Path=/auth/cookie-jwt/refresh; SameSite=lax; Secure"],
            device.SetCookies);
    }

    [Theory]
    [InlineData("", "body.refresh_token")]
    [InlineData("refresh_token=", "body.refresh_token")]
    [InlineData("grant_type=password&refresh_token=x", "body.grant_type")]
    public async Task A_form_that_is_wrong_is_told(string form, string location)
    {
        await using var app = await StartAsync(inRedis: false);

        using var response = await app.Client.PostAsync("/auth/bearer-jwt/refresh", new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(location, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Locations());
    }

    [Fact]
    public async Task A_replayed_token_that_signs_out_is_theft_as_well()
    {
        var time = new SteppedTime { Now = WholeSecond() };
        await using var app = await StartAsync(inRedis: false, time);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        var stolen = device.Copy();
        await device.RefreshAsync(app);

        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.NoContent, await stolen.RevokeAsync(app));

        Assert.Single(app.Services.GetRequiredService<SessionEvents>().All, text => text.StartsWith("theft ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backend_at_two_places_limits_its_cookie_to_the_place_of_the_sign_in()
    {
        await using var app = await SessionCastle.StartAsync(routes: app => app.MapGroup("/v2/auth/cookie-jwt").MapAuthRoutes("cookie-jwt"));
        await app.RegisterAsync();
        using var form = new FormUrlEncodedContent([new("username", UserClient.Email), new("password", UserClient.Password)]);

        using var response = await app.Client.PostAsync("/v2/auth/cookie-jwt/login", form);

        Assert.Contains("; Path=/v2/auth/cookie-jwt/refresh;", response.Headers.GetValues("Set-Cookie").Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_without_a_cookie_is_a_401_of_the_usual_shape()
    {
        await using var app = await StartAsync(inRedis: false);

        using var response = await app.Client.PostAsync("/auth/cookie-jwt/refresh", null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("""{"detail":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    // Redis forgets by its own clock, and stores keep times to the millisecond.
    private static DateTimeOffset WholeSecond() => DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    private Task<TestApp> StartAsync(bool inRedis, TimeProvider? time = null, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        redis.Server.Configuration, inRedis, settings: settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value), time: time);
}
