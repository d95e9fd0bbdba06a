using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Redis;

/// <summary>Tokens in a real Redis.</summary>
public sealed class RedisStrategyTests : IAsyncLifetime
{
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task A_token_stands_under_the_key_of_the_original_with_its_value_and_time_to_live()
    {
        await using var app = await RedisCastle.StartAsync(
            _redis.Configuration, redis => redis.Lifetime = TimeSpan.FromHours(1), ("FastApiUsers:Compatibility", "Original"));
        var user = await app.RegisterAsync();
        var token = await app.LoginAsync(backend: "redis");

        Assert.Equal(user.GetProperty("id").GetString(), await AskAsync("GET", "fastapi_users_token:" + token));
        Assert.InRange(int.Parse(await AskAsync("TTL", "fastapi_users_token:" + token), null), 3590, 3600);
    }

    [Fact]
    public async Task A_token_that_the_original_stored_works()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, settings: ("FastApiUsers:Compatibility", "Original"));
        var user = await app.RegisterAsync();
        await AskAsync("SET", "fastapi_users_token:of-python", user.GetProperty("id").GetString()!, "EX", "60");

        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, "of-python"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("6c1b0e0a-54ab-4c6a-8d9e-9b5a1a7d1f10")]
    public async Task A_value_that_names_no_user_signs_nobody_in(string value)
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, settings: ("FastApiUsers:Compatibility", "Original"));
        await AskAsync("SET", "fastapi_users_token:token", value);

        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, "token"));
    }

    [Fact]
    public async Task Nothing_that_signs_in_can_be_read_from_Redis()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration);
        await app.RegisterAsync();
        var token = await app.LoginAsync(backend: "redis");

        var dump = await DumpAsync();

        Assert.DoesNotContain(token, dump, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token))).TrimEnd('=').Replace('+', '-').Replace('/', '_'), dump, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, token));
    }

    [Fact]
    public async Task A_token_without_a_lifetime_stays_and_so_does_its_place_in_the_index()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, redis => redis.Lifetime = null);
        await app.RegisterAsync();
        await app.LoginAsync(backend: "redis");

        foreach (var key in await KeysAsync())
            Assert.Equal("-1", await AskAsync("TTL", key));
    }

    [Fact]
    public async Task Redis_forgets_a_token_and_the_index_when_their_time_is_over()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, redis => redis.Lifetime = TimeSpan.FromMinutes(10));
        await app.RegisterAsync();
        var token = await app.LoginAsync(backend: "redis");
        var keys = await KeysAsync();
        Assert.Equal(2, keys.Length);
        foreach (var key in keys)
        {
            Assert.InRange(int.Parse(await AskAsync("TTL", key), CultureInfo.InvariantCulture), 1, 600);
            await AskAsync("PEXPIRE", key, "0");
        }

        Assert.Empty(await KeysAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, token));
    }

    [Fact]
    public async Task The_index_of_a_user_drops_what_is_over()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration);
        await app.RegisterAsync();
        await app.LoginAsync(backend: "redis");
        await app.LoginAsync(backend: "redis");
        var index = (await KeysAsync()).Single(key => key.StartsWith("user_tokens:", StringComparison.Ordinal));

        // As if the first had been stored a lifetime ago.
        await AskAsync("ZADD", index, "XX", "1", await AskAsync("ZRANGE", index, "0", "0"));
        await app.LoginAsync(backend: "redis");

        Assert.Equal("2", await AskAsync("ZCARD", index));
    }

    [Fact]
    public async Task A_sign_out_ends_this_token_and_no_other()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration);
        await app.RegisterAsync();
        var token = await app.LoginAsync(backend: "redis");
        var other = await app.LoginAsync(backend: "redis");

        var (status, _) = await app.SendAsync(HttpMethod.Post, "/auth/redis/logout", token: token);

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, token));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, other));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("deactivation")]
    [InlineData("deletion")]
    public async Task A_change_that_ends_tokens_removes_them_from_Redis(string change)
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration);
        await app.RegisterAsync("lancelot@camelot.bt");
        var kept = await app.LoginAsync("lancelot@camelot.bt", "redis");
        var id = (await app.RegisterAsync()).GetProperty("id").GetGuid();
        string[] tokens = [await app.LoginAsync(backend: "redis"), await app.LoginAsync(backend: "redis")];

        await ChangeAsync(app, id, change);

        foreach (var token in tokens)
            Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, token));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(app, kept));
        Assert.Equal(2, (await KeysAsync()).Length);
    }

    [Fact]
    public async Task The_text_of_a_token_reaches_no_other_key()
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, settings: ("FastApiUsers:Compatibility", "Original"));
        var id = (await app.RegisterAsync()).GetProperty("id").GetString();
        await app.LoginAsync(backend: "redis");

        foreach (var token in new[] { "user_tokens:fastapi_users_token:" + id, "*", id!, ":" + id })
            Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, token));
    }

    [Theory]
    [InlineData("Clerk:of-a-clerk")]
    [InlineData("of a knight")]
    public async Task A_token_that_is_not_base64url_is_nobodys(string token)
    {
        await using var app = await RedisCastle.StartAsync(_redis.Configuration, settings: ("FastApiUsers:Compatibility", "Original"));
        var id = (await app.RegisterAsync()).GetProperty("id").GetString()!;
        await AskAsync("SET", "fastapi_users_token:" + token, id);

        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(app, token));
    }

    private static async Task ChangeAsync(TestApp app, Guid id, string change)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        var user = await manager.GetAsync(id);
        if (change == "deletion")
            await manager.DeleteAsync(user);
        else
            await manager.UpdateAsync(change == "password" ? new KnightUpdate { Password = "excalibur 42" } : new KnightUpdate { IsActive = false }, user);
    }

    private static async Task<HttpStatusCode> MeAsync(TestApp app, string token) => (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status;

    private async Task<string> AskAsync(params string[] command) => (await _redis.CommandAsync(command)).Trim('\n');

    private async Task<string[]> KeysAsync() => (await AskAsync("KEYS", "*")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        foreach (var key in await KeysAsync())
        {
            dump.Append(key).Append(' ');
            dump.Append(await AskAsync(await AskAsync("TYPE", key) == "zset" ? ["ZRANGE", key, "0", "-1"] : ["GET", key])).Append('\n');
        }

        return dump.ToString();
    }
}
