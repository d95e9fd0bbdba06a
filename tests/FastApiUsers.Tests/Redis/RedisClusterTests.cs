using System.Globalization;
using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.Redis;

/// <summary>Tokens in a cluster of three nodes.</summary>
public sealed class RedisClusterTests
{
    [Fact]
    public async Task Sign_in_sign_out_and_the_end_of_all_tokens_work_on_a_cluster()
    {
        var nodes = await RedisServer.StartClusterAsync();
        try
        {
            await using var app = await RedisCastle.StartAsync(string.Join(',', nodes.Select(node => node.Configuration)));
            var tokens = new List<string>();
            await app.RegisterAsync();
            for (var i = 0; i < 12; i++)
                tokens.Add(await app.LoginAsync(backend: "redis"));

            // Twelve random keys lie on more than one of three nodes, but for one time in 100,000.
            var filled = await Task.WhenAll(nodes.Select(node => node.CommandAsync("DBSIZE")));
            Assert.True(filled.Count(size => int.Parse(size, CultureInfo.InvariantCulture) > 0) > 1);

            await app.SendAsync(HttpMethod.Post, "/auth/redis/logout", token: tokens[0]);
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: tokens[0])).Status);
            Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", token: tokens[1])).Status);

            Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"excalibur 42"}""", tokens[1])).Status);
            foreach (var token in tokens)
                Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
            foreach (var node in nodes)
                Assert.Equal("0", (await node.CommandAsync("DBSIZE")).Trim());
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }
}
