using System.Net;
using System.Text.Json;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Sessions;

/// <summary>What ends sessions, for each of the six backends and for both stores: the very next request is refused where it was ended.</summary>
public sealed class RevocationTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string NewPassword = "lancelot-du-lac";

    public static TheoryData<string, bool> BackendsAndStores
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var backend in SessionCastle.Backends)
            {
                data.Add(backend, false);
                data.Add(backend, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_sign_out_ends_the_session_and_no_other(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var (left, kept) = (await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend));

        Assert.Equal(HttpStatusCode.NoContent, (await left.SendAsync(app, HttpMethod.Post, $"/auth/{backend}/logout")).Status);

        await AssertEndedAsync(app, left);
        Assert.Equal(HttpStatusCode.OK, await kept.MeAsync(app));
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_new_password_ends_all_sessions(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var (one, two) = (await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend));

        Assert.Equal(HttpStatusCode.OK, (await one.SendAsync(app, HttpMethod.Patch, "/users/me", $$"""{"password":"{{NewPassword}}"}""")).Status);

        await AssertEndedAsync(app, one);
        await AssertEndedAsync(app, two);
        Assert.Equal(HttpStatusCode.OK, await (await Device.LoginAsync(app, backend, password: NewPassword)).MeAsync(app));
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Where_it_is_configured_the_session_that_changes_the_password_goes_on(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis, ("FastApiUsers:Sessions:KeepCurrentOnPasswordChange", "true"));
        await app.RegisterAsync();
        var (one, two) = (await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend));

        Assert.Equal(HttpStatusCode.OK, (await one.SendAsync(app, HttpMethod.Patch, "/users/me", $$"""{"password":"{{NewPassword}}"}""")).Status);

        Assert.Equal(HttpStatusCode.OK, await one.MeAsync(app));
        Assert.True((int)await one.RefreshAsync(app) is 200 or 204);
        await AssertEndedAsync(app, two);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_reset_ends_all_sessions(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis, ("FastApiUsers:Sessions:KeepCurrentOnPasswordChange", "true"));
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, backend);

        await app.SendAsync(HttpMethod.Post, "/auth/forgot-password", $$"""{"email":"{{UserClient.Email}}"}""");
        Assert.True(app.Services.GetRequiredService<Post>().Tokens.TryDequeue(out var token));
        Assert.Equal(HttpStatusCode.OK, (await device.SendAsync(app, HttpMethod.Post, "/auth/reset-password", $$"""{"token":"{{token}}","password":"{{NewPassword}}"}""")).Status);

        await AssertEndedAsync(app, device);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_deactivation_ends_all_sessions_for_good(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        var device = await Device.LoginAsync(app, backend);
        var admin = await Device.LoginSuperuserAsync(app, backend);

        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(app, HttpMethod.Patch, $"/users/{id}", """{"is_active":false}""")).Status);
        await AssertEndedAsync(app, device);

        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(app, HttpMethod.Patch, $"/users/{id}", """{"is_active":true}""")).Status);
        await AssertEndedAsync(app, device);
        Assert.Equal(HttpStatusCode.OK, await admin.MeAsync(app));
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_deletion_ends_all_sessions(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        var device = await Device.LoginAsync(app, backend);
        var admin = await Device.LoginSuperuserAsync(app, backend);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(app, HttpMethod.Delete, $"/users/{id}")).Status);

        await AssertEndedAsync(app, device);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_new_address_ends_all_sessions_where_an_administrator_gives_it(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        var device = await Device.LoginAsync(app, backend);
        var admin = await Device.LoginSuperuserAsync(app, backend);

        await device.SendAsync(app, HttpMethod.Patch, "/users/me", """{"email":"uther@camelot.bt"}""");
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
        await admin.SendAsync(app, HttpMethod.Patch, $"/users/{id}", """{"email":"UTHER@camelot.bt","first_name":"Uther"}""");
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));

        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(app, HttpMethod.Patch, $"/users/{id}", """{"email":"arthur@avalon.bt"}""")).Status);

        await AssertEndedAsync(app, device);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_user_ends_one_session_or_all_others(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        Device[] devices = [await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend)];
        await devices[1].RefreshAsync(app);

        var second = (await ListAsync(app, devices[1])).Single(session => session.GetProperty("is_current").GetBoolean()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await devices[0].SendAsync(app, HttpMethod.Delete, $"/sessions/{second}")).Status);
        await AssertEndedAsync(app, devices[1]);
        Assert.Equal(HttpStatusCode.OK, await devices[2].MeAsync(app));

        Assert.Equal(HttpStatusCode.NoContent, (await devices[0].SendAsync(app, HttpMethod.Delete, "/sessions")).Status);
        await AssertEndedAsync(app, devices[2]);
        await AssertEndedAsync(app, devices[3]);
        Assert.Equal(HttpStatusCode.OK, await devices[0].MeAsync(app));
        Assert.Single(await ListAsync(app, devices[0]));
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task An_administrator_ends_all_sessions_of_a_user(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        var device = await Device.LoginAsync(app, backend);
        var admin = await Device.LoginSuperuserAsync(app, backend);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(app, HttpMethod.Delete, $"/users/{id}/sessions")).Status);

        await AssertEndedAsync(app, device);
        Assert.Equal(HttpStatusCode.OK, await admin.MeAsync(app));
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task Whoever_comes_back_too_late_signs_out_by_the_refresh_token(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var (left, kept) = (await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend));

        Assert.Equal(HttpStatusCode.NoContent, await left.RevokeAsync(app));
        if (backend.StartsWith("cookie", StringComparison.Ordinal))
            Assert.All(left.SetCookies, cookie => Assert.Contains("; Max-Age=0; ", cookie, StringComparison.Ordinal));

        await AssertEndedAsync(app, left);
        Assert.Equal(HttpStatusCode.NoContent, await left.RevokeAsync(app));
        Assert.Equal(HttpStatusCode.NoContent, await kept.RevokeAsync(app, new string('A', 79)));
        Assert.Equal(HttpStatusCode.OK, await kept.MeAsync(app));
    }

    [Theory]
    [InlineData("bearer-redis")]
    [InlineData("bearer-database")]
    [InlineData("cookie-jwt")]
    public async Task A_sign_out_at_another_backend_ends_the_session_that_asks(string route)
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");

        Assert.Equal(HttpStatusCode.NoContent, (await device.SendAsync(app, HttpMethod.Post, $"/auth/{route}/logout")).Status);

        await AssertEndedAsync(app, device);
    }

    [Fact]
    public async Task While_Redis_is_away_sessions_of_other_backends_end_and_none_is_left_of_a_failed_sign_in()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await SessionCastle.StartAsync(server.Configuration);
        await app.RegisterAsync();
        var (caller, other) = (await Device.LoginAsync(app, "bearer-jwt"), await Device.LoginAsync(app, "cookie-database"));
        await Device.LoginAsync(app, "bearer-redis");

        await server.KillAsync();
        using (var response = await app.PostLoginAsync("bearer-redis"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(3, (await ListAsync(app, caller)).Length);
        Assert.Equal(HttpStatusCode.NoContent, (await caller.SendAsync(app, HttpMethod.Delete, "/sessions")).Status);
        await AssertEndedAsync(app, other);
        Assert.Equal(HttpStatusCode.OK, (await caller.SendAsync(app, HttpMethod.Patch, "/users/me", $$"""{"password":"{{NewPassword}}"}""")).Status);

        await AssertEndedAsync(app, caller);
        Assert.Contains(app.Log.Lines, line => line.Id == 23);
    }

    [Theory]
    [MemberData(nameof(BackendsAndStores))]
    public async Task A_new_sign_in_takes_the_place_of_the_session_that_its_request_carries(string backend, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        await app.RegisterAsync();
        var (before, other) = (await Device.LoginAsync(app, backend), await Device.LoginAsync(app, backend));

        var after = await Device.LoginAsync(app, backend, before: before);

        await AssertEndedAsync(app, before);
        Assert.Equal(HttpStatusCode.OK, await other.MeAsync(app));
        Assert.Equal(HttpStatusCode.OK, await after.MeAsync(app));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_one_session_too_many_the_oldest_ends(bool inRedis)
    {
        await using var app = await StartAsync(inRedis, ("FastApiUsers:Sessions:MaximumPerUser", "2"));
        await app.RegisterAsync();
        var oldest = await Device.LoginAsync(app, "bearer-jwt");
        var middle = await Device.LoginAsync(app, "cookie-database");

        var youngest = await Device.LoginAsync(app, "bearer-redis");

        await AssertEndedAsync(app, oldest);
        Assert.Equal(HttpStatusCode.OK, await middle.MeAsync(app));
        Assert.Equal(HttpStatusCode.OK, await youngest.MeAsync(app));
    }

    [Fact]
    public async Task The_hook_is_told_what_was_ended_and_by_whom()
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var (one, two) = (await Device.LoginAsync(app, "bearer-jwt"), await Device.LoginAsync(app, "bearer-jwt"));
        var ids = (await ListAsync(app, one)).Select(session => session.GetProperty("id").GetString()!).ToList();

        await two.SendAsync(app, HttpMethod.Post, "/auth/bearer-jwt/logout");
        await one.RefreshAsync(app);

        Assert.Equal(
            [$"login {ids[0]}", $"login {ids[1]}", $"revoke {ids[1]}", $"refresh {ids[0]}"],
            app.Services.GetRequiredService<SessionEvents>().All);
    }

    [Fact]
    public async Task A_new_password_ends_tokens_of_no_session_too()
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, "bearer-jwt");
        await app.ExecuteAsync("INSERT INTO accesstoken (token, user_id, created_at) SELECT 'of-a-program-without-sessions', id, '2026-01-01 00:00:00.000000' FROM \"user\"");

        await device.SendAsync(app, HttpMethod.Patch, "/users/me", $$"""{"password":"{{NewPassword}}"}""");

        Assert.Empty(await app.Database.RunAsync("SELECT token FROM accesstoken"));
    }

    [Theory]
    [InlineData("bearer-jwt")]
    [InlineData("bearer-database")]
    [InlineData("bearer-redis")]
    public async Task No_token_of_before_and_of_no_session_is_accepted(string backend)
    {
        await using var app = await StartAsync(inRedis: false);
        await app.RegisterAsync();
        var device = await Device.LoginAsync(app, backend);
        await using var scope = app.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        var strategy = scope.ServiceProvider.GetRequiredKeyedService<IStrategy<Knight, Guid>>(backend);

        var token = await strategy.WriteTokenAsync(await manager.GetByEmailAsync(UserClient.Email), CancellationToken.None);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
        Assert.Equal(HttpStatusCode.OK, await device.MeAsync(app));
    }

    private Task<TestApp> StartAsync(bool inRedis, params (string Name, string Value)[] settings) => SessionCastle.StartAsync(
        redis.Server.Configuration, inRedis, settings: settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value));

    private static async Task AssertEndedAsync(TestApp app, Device device)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await device.MeAsync(app));
        Assert.Equal(HttpStatusCode.Unauthorized, await device.RefreshAsync(app));
    }

    private static async Task<JsonElement[]> ListAsync(TestApp app, Device device) =>
        [.. (await device.SendAsync(app, HttpMethod.Get, "/sessions")).Body.EnumerateArray()];
}
