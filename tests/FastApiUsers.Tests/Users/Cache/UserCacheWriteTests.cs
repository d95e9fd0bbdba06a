using System.Net;
using FastApiUsers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>What the manager writes the very next request on the same node sees, while the clock stands.</summary>
public sealed class UserCacheWriteTests : IAsyncLifetime
{
    private const string NewPassword = "lancelot-du-lac";

    private readonly CachedCastle _castle = new();
    private TestApp _app = null!;
    private string _id = "";
    private string _token = "";
    private string _merlin = "";

    public async Task InitializeAsync()
    {
        _app = await _castle.StartAsync();
        _merlin = await _app.LoginSuperuserAsync();
        _id = (await _app.RegisterAsync()).GetProperty("id").GetString()!;
        _token = await _app.LoginAsync();

        // Remembered from now on.
        await _app.MeAsync(_token);
        Assert.Equal(0, await _castle.CountAsync(_app, _token));
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_change_of_ones_own()
    {
        await _app.PatchAsync(_token, """{"motto":"Dieu et mon droit"}""");

        Assert.Equal("Dieu et mon droit", await _app.MottoAsync(_token));
        Assert.Equal(0, await _castle.CountAsync(_app, _token));
    }

    [Fact]
    public async Task A_change_by_a_superuser()
    {
        await _app.PatchAsync(_merlin, """{"motto":"Dieu et mon droit","is_superuser":true}""", $"/users/{_id}");

        var me = await _app.MeAsync(_token);
        Assert.Equal("Dieu et mon droit", me.GetProperty("motto").GetString());
        Assert.True(me.GetProperty("is_superuser").GetBoolean());
    }

    [Fact]
    public async Task A_new_password()
    {
        await _app.PatchAsync(_token, $$"""{"password":"{{NewPassword}}"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.StatusAsync(_token));
    }

    [Fact]
    public async Task A_reset_of_the_password()
    {
        await _app.SendAsync(HttpMethod.Post, "/auth/forgot-password", $$"""{"email":"{{UserClient.Email}}"}""");
        var (status, _) = await _app.SendAsync(HttpMethod.Post, "/auth/reset-password", $$"""{"token":"{{Posted()}}","password":"{{NewPassword}}"}""");
        Assert.Equal(HttpStatusCode.OK, status);

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.StatusAsync(_token));
    }

    [Fact]
    public async Task A_verification()
    {
        await _app.SendAsync(HttpMethod.Post, "/auth/request-verify-token", $$"""{"email":"{{UserClient.Email}}"}""");
        Assert.False((await _app.MeAsync(_token)).GetProperty("is_verified").GetBoolean());
        await _app.SendAsync(HttpMethod.Post, "/auth/verify", $$"""{"token":"{{Posted()}}"}""");

        Assert.True((await _app.MeAsync(_token)).GetProperty("is_verified").GetBoolean());
    }

    [Fact]
    public async Task A_deactivation()
    {
        await _app.PatchAsync(_merlin, """{"is_active":false}""", $"/users/{_id}");

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.StatusAsync(_token));
    }

    [Fact]
    public async Task A_deletion()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await _app.SendAsync(HttpMethod.Delete, $"/users/{_id}", token: _merlin)).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, await _app.StatusAsync(_token));
    }

    [Fact]
    public async Task A_change_of_one_forgets_no_other()
    {
        await _app.MeAsync(_merlin);

        await _app.PatchAsync(_token, """{"motto":"Dieu et mon droit"}""");

        Assert.Equal(0, await _castle.CountAsync(_app, _merlin));
    }

    private string Posted() => _app.Services.GetRequiredService<Post>().Tokens.Single();
}
