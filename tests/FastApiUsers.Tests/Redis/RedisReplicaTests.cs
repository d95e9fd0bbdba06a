using System.Globalization;
using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Redis;

/// <summary>What ended has ended, though a replica that did not hear of it is all that is left of Redis.</summary>
public sealed class RedisReplicaTests : IAsyncLifetime
{
    private RedisServer _primary = null!;
    private RedisServer _replica = null!;

    public async Task InitializeAsync()
    {
        _primary = await RedisServer.StartAsync();
        _replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", _primary.Port.ToString(CultureInfo.InvariantCulture));
        while (!(await _replica.CommandAsync("INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal))
            await Task.Delay(50);
    }

    public async Task DisposeAsync()
    {
        await _primary.DisposeAsync();
        await _replica.DisposeAsync();
    }

    [Theory]
    [InlineData("jwt", true)]
    [InlineData("redis", true)]
    [InlineData("redis", false)]
    public async Task Who_signed_out_stays_signed_out_when_only_a_stale_replica_is_left(string backend, bool sessions)
    {
        await using var app = await Castle.StartAsync(
            users =>
            {
                users.AddBackend("redis", new BearerTransport("auth/redis/login"), redis => redis.UseRedis());
                if (sessions)
                    users.AddSessions().AddRedisSessionDatabase();
            },
            app => app.MapGroup("/auth/redis").MapAuthRoutes("redis"),
            new Dictionary<string, string?>
            {
                ["FastApiUsers:Redis:Configuration"] = $"{_primary.Configuration},{_replica.Configuration}",
                ["FastApiUsers:Redis:Timeout"] = RedisServer.PatientTimeout,
            });
        await app.RegisterAsync();
        var token = await app.LoginAsync(backend: backend);
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);

        // From here on the replica hears nothing more; what it has it still tells.
        while (await _primary.CommandAsync("DBSIZE") != await _replica.CommandAsync("DBSIZE"))
            await Task.Delay(50);
        await _replica.CommandAsync("REPLICAOF", "127.0.0.1", "1");
        Assert.Equal(HttpStatusCode.NoContent, (await app.SendAsync(HttpMethod.Post, $"/auth/{backend}/logout", token: token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
        await _primary.KillAsync();

        // Until the driver knows that the primary is gone it may wait for it; then there is nobody to ask.
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_forgot_all_scripts_signs_in_and_out_as_ever(bool sessions)
    {
        await using var app = await Castle.StartAsync(
            users =>
            {
                users.AddBackend("redis", new BearerTransport("auth/redis/login"), redis => redis.UseRedis());
                if (sessions)
                    users.AddSessions().AddRedisSessionDatabase();
            },
            app => app.MapGroup("/auth/redis").MapAuthRoutes("redis"),
            new Dictionary<string, string?>
            {
                ["FastApiUsers:Redis:Configuration"] = _primary.Configuration, ["FastApiUsers:Redis:Timeout"] = RedisServer.PatientTimeout,
            });
        await app.RegisterAsync();
        for (var i = 0; i < 2; i++)
        {
            var token = await app.LoginAsync(backend: "redis");
            await _primary.CommandAsync("SCRIPT", "FLUSH");
            Assert.Equal(HttpStatusCode.NoContent, (await app.SendAsync(HttpMethod.Post, "/auth/redis/logout", token: token)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
            await _primary.CommandAsync("SCRIPT", "FLUSH");
        }
    }
}
