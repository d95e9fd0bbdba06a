using System.Net;
using System.Text.Json;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace FastApiUsers.Tests.Sessions;

/// <summary>The routes of sessions towards those who ask for what is not theirs, or for nothing that there is.</summary>
public sealed class SessionRouteTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    public static TheoryData<string, bool> WrongIds
    {
        get
        {
            string[] ids =
            [
                "x", "A", new('A', 19), new('A', 20), new('A', 21), new string('A', 19) + "=", new string('A', 19) + "%20", new string('A', 19) + "%0A", new string('A', 19) + "%3A",
                new string('A', 19) + "'", "%C3%A9", "%F0%9F%91%91", "%25", "..%2F", "*", "null", "%EF%BF%BD", new('A', 7000),
            ];
            var data = new TheoryData<string, bool>();
            foreach (var id in ids)
            {
                data.Add(id, false);
                data.Add(id, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WrongIds))]
    public async Task An_id_that_is_none_is_404(string id, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");

        var (status, body) = await device.SendAsync(app, HttpMethod.Delete, $"/sessions/{id}");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("""{"detail":"Not Found"}""", body.GetRawText());
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_letter_case_of_an_id_counts(bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-database");
        var id = Assert.Single(await ListAsync(app, device)).GetProperty("id").GetString()!;
        var other = string.Concat(id.Select(letter => char.IsLower(letter) ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));

        Assert.Equal(HttpStatusCode.NotFound, (await device.SendAsync(app, HttpMethod.Delete, $"/sessions/{other}")).Status);

        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("10 kB")]
    public async Task What_the_server_itself_refuses_is_no_500(string id)
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");

        var (status, _) = await device.SendAsync(app, HttpMethod.Delete, "/sessions/" + (id == "10 kB" ? new string('A', 10_000) : new string('A', 19) + id));

        Assert.InRange((int)status, 400, 414);
    }

    [Theory]
    [MemberData(nameof(RevocationTests.BackendsAndStores), MemberType = typeof(RevocationTests))]
    public async Task The_session_of_another_user_is_404_and_goes_on(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        await app.RegisterAsync("mordred@camelot.bt");
        var device = await Device.LoginAsync(app, backend);
        var mordred = await Device.LoginAsync(app, backend, "mordred@camelot.bt");
        var id = Assert.Single(await ListAsync(app, device)).GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.NotFound, (await mordred.SendAsync(app, HttpMethod.Delete, $"/sessions/{id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await mordred.SendAsync(app, HttpMethod.Delete, "/sessions")).Status);

        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        Assert.True((int)await device.RefreshAsync(app) is 200 or 204);
        Assert.Single(await ListAsync(app, device));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_is_ended_once_also_the_own(bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var (device, other) = (await Device.LoginAsync(app, "bearer-jwt"), await Device.LoginAsync(app, "bearer-jwt"));
        var ids = (await ListAsync(app, device)).ToDictionary(session => session.GetProperty("is_current").GetBoolean(), session => session.GetProperty("id").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await device.SendAsync(app, HttpMethod.Delete, $"/sessions/{ids[false]}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await device.SendAsync(app, HttpMethod.Delete, $"/sessions/{ids[false]}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await device.SendAsync(app, HttpMethod.Delete, $"/sessions/{ids[true]}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
        Assert.Equal(HttpStatusCode.Unauthorized, await other.MeAsync(app));
    }

    [Theory]
    [InlineData("GET", "/sessions")]
    [InlineData("DELETE", "/sessions")]
    [InlineData("DELETE", "/sessions/AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("GET", "/users/{id}/sessions")]
    [InlineData("DELETE", "/users/{id}/sessions")]
    public async Task Whoever_is_not_signed_in_is_401(string method, string path)
    {
        await using var app = await StartAsync(inRedis: false);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString()!;

        var (status, body) = await app.SendAsync(HttpMethod.Parse(method), path.Replace("{id}", id, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("""{"detail":"Unauthorized"}""", body.GetRawText());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_sessions_of_others_are_for_superusers(bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        var merlin = await Device.LoginSuperuserAsync(app, "bearer-jwt");

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await device.SendAsync(app, method, $"/users/{id}/sessions")).Status);
            foreach (var nobody in new[] { Guid.Empty.ToString(), "x", "%25", new string('1', 5000) })
                Assert.Equal(HttpStatusCode.NotFound, (await merlin.SendAsync(app, method, $"/users/{nobody}/sessions")).Status);
        }

        var (status, sessions) = await merlin.SendAsync(app, HttpMethod.Get, $"/users/{id}/sessions");
        Assert.Equal(HttpStatusCode.OK, status);
        var session = Assert.Single(sessions.EnumerateArray());
        Assert.False(session.GetProperty("is_current").GetBoolean());
        Assert.Equal(Assert.Single(await ListAsync(app, device)).GetProperty("id").GetString(), session.GetProperty("id").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await merlin.SendAsync(app, HttpMethod.Delete, $"/users/{id}/sessions")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
        Assert.Empty((await merlin.SendAsync(app, HttpMethod.Get, $"/users/{id}/sessions")).Body.EnumerateArray());
        Assert.Equal(HttpStatusCode.NoContent, (await merlin.SendAsync(app, HttpMethod.Delete, $"/users/{id}/sessions")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_superuser_who_ends_all_own_sessions_is_signed_out_as_well(bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = true");
        var device = await Device.LoginAsync(app, "bearer-database");
        Assert.True(Assert.Single((await device.SendAsync(app, HttpMethod.Get, $"/users/{id}/sessions")).Body.EnumerateArray()).GetProperty("is_current").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, (await device.SendAsync(app, HttpMethod.Delete, $"/users/{id}/sessions")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deleted_user_has_no_sessions(bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        var merlin = await Device.LoginSuperuserAsync(app, "bearer-jwt");
        var session = Assert.Single(await ListAsync(app, device)).GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.NoContent, (await merlin.SendAsync(app, HttpMethod.Delete, $"/users/{id}")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await merlin.SendAsync(app, HttpMethod.Get, $"/users/{id}/sessions")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await merlin.SendAsync(app, HttpMethod.Delete, $"/users/{id}/sessions")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await merlin.SendAsync(app, HttpMethod.Delete, $"/sessions/{session}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await device.SendAsync(app, HttpMethod.Get, "/sessions")).Status);
    }

    [Fact]
    public async Task Where_that_is_asked_for_only_verified_users_get_in()
    {
        await using var app = await StartAsync(inRedis: false, routes: all => all.MapSessionRoutes<KnightSessionRead>(requiresVerification: true));
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = true");
        var device = await Device.LoginAsync(app, "bearer-jwt");
        (HttpMethod Method, string Path, HttpStatusCode Verified)[] routes =
        [
            (HttpMethod.Get, "/sessions", HttpStatusCode.OK), (HttpMethod.Get, $"/users/{id}/sessions", HttpStatusCode.OK), (HttpMethod.Delete, "/sessions", HttpStatusCode.NoContent),
            (HttpMethod.Delete, "/sessions/x", HttpStatusCode.NotFound), (HttpMethod.Delete, $"/users/{id}/sessions", HttpStatusCode.NoContent),
        ];

        foreach (var (method, path, _) in routes)
            Assert.Equal(HttpStatusCode.Forbidden, (await device.SendAsync(app, method, path)).Status);

        await app.ExecuteAsync("UPDATE \"user\" SET is_verified = true");
        foreach (var (method, path, verified) in routes)
            Assert.Equal(verified, (await device.SendAsync(app, method, path)).Status);
    }

    [Fact]
    public async Task An_error_is_a_problem_where_errors_are()
    {
        await using var app = await StartAsync(inRedis: false, settings: ("FastApiUsers:ErrorFormat", "ProblemDetails"));
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/sessions/x");
        request.Headers.Authorization = new("Bearer", device.AccessToken);

        using var response = await app.Client.SendAsync(request);
        using var refused = await app.Client.GetAsync("/sessions");
        using var refresh = await device.PostRefreshAsync(app, "x");

        Assert.Equal("""{"type":"about:blank","title":"Not Found","status":404,"code":"Not Found"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("""{"type":"about:blank","title":"Unauthorized","status":401,"code":"Unauthorized"}""", await refused.Content.ReadAsStringAsync());
        Assert.Equal("""{"type":"about:blank","title":"Unauthorized","status":401,"code":"Unauthorized"}""", await refresh.Content.ReadAsStringAsync());
        Assert.All([response, refused, refresh], answer => Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task An_application_shows_more_of_what_is_there_and_no_hash()
    {
        await using var app = await StartAsync(inRedis: false, routes: all => all.MapSessionRoutes<KnightSessionRead>());
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");

        var session = Assert.Single(await ListAsync(app, device));

        Assert.Equal("Firefox on Linux by bearer-jwt", session.GetProperty("summary").GetString());
        Assert.Equal(JsonValueKind.Null, session.GetProperty("refresh_token_hash").ValueKind);
        Assert.Equal(JsonValueKind.Null, session.GetProperty("user_id").ValueKind);
        Assert.Equal("id", session.EnumerateObject().First().Name);
    }

    private static async Task<JsonElement[]> ListAsync(TestApp app, Device device) =>
        [.. (await device.SendAsync(app, HttpMethod.Get, "/sessions")).Body.EnumerateArray()];

    private Task<TestApp> StartAsync(bool inRedis, Action<WebApplication>? routes = null, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        redis.Server.Configuration, inRedis, settings: settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value), routes: routes);

    private sealed class KnightSessionRead : BaseSessionRead
    {
        public string Summary => $"{Device} by {Backend}";

        public string? RefreshTokenHash { get; set; }

        public string? UserId { get; set; }
    }
}
