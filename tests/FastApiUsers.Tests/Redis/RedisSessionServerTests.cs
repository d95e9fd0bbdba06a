using System.Globalization;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FastApiUsers.Tests.Redis;

/// <summary>Sessions in a Redis that others use as well, that is a cluster, or that is gone.</summary>
public sealed class RedisSessionServerTests : RedisSessionTest
{
    [Theory]
    [InlineData("HSET", "user_id", "abc")]
    [InlineData("HSET", "created_at", "yesterday")]
    [InlineData("HSET", "expires_at", "9223372036854775807")]
    [InlineData("HSET", "last_used_at", "")]
    [InlineData("HDEL", "user_id")]
    [InlineData("HDEL", "backend")]
    [InlineData("HDEL", "authenticated_at")]
    [InlineData("HDEL", "authentication_method")]
    public async Task A_hash_that_is_no_session_is_none(string command, params string[] arguments)
    {
        var session = await CreateAsync();
        await AskAsync([command, KeyOf(session.Id), .. arguments]);

        Assert.Null(await Sessions.FindAsync(session.Id, default));
        Assert.Empty(await Sessions.ListAsync(User, default));
        Assert.False(await Sessions.EndAsync(session.Id, Now, default));
        Assert.False(await Sessions.RotateRefreshTokenAsync(session.Id, "a", "b", "a", Now, default));
        await Sessions.RecordUseAsync([session.Id], Now, default);
    }

    [Fact]
    public async Task A_value_that_is_no_hash_is_no_session_and_spoils_no_other()
    {
        var session = await CreateAsync();
        var spoilt = await CreateAsync();
        await AskAsync("SET", KeyOf(spoilt.Id), "x");

        Assert.Null(await Sessions.FindAsync(spoilt.Id, default));
        Assert.Equal([session], await Sessions.ListAsync(User, default));
        Assert.False(await Sessions.EndAsync(spoilt.Id, Now, default));
        Assert.False(await Sessions.RotateRefreshTokenAsync(spoilt.Id, "a", "b", "a", Now, default));
        await Sessions.RecordUseAsync([spoilt.Id, session.Id], Now.AddMinutes(1), default);
        Assert.Equal(Now.AddMinutes(1), (await Sessions.FindAsync(session.Id, default))!.LastUsedAt);
    }

    [Fact]
    public async Task Two_kinds_of_users_do_not_see_each_others_sessions()
    {
        var knight = await CreateAsync();
        var squire = NewSession() with { RefreshTokenHash = "a" };
        await Stores.Squires.CreateAsync(squire, default);

        Assert.Equal("1", await AskAsync("EXISTS", KeyOf("Squire:" + squire.Id)));
        foreach (var id in new[] { squire.Id, "Squire:" + squire.Id })
        {
            Assert.Null(await Sessions.FindAsync(id, default));
            Assert.False(await Sessions.RotateRefreshTokenAsync(id, "a", "b", "a", Now, default));
            Assert.False(await Sessions.EndAsync(id, Now, default));
            await Sessions.RecordUseAsync([id], Now.AddMinutes(1), default);
        }

        Assert.Equal([knight], await Sessions.ListAsync(User, default));
        Assert.Equal([knight.Id], await Sessions.EndByUserAsync(User, null, Now, default));
        Assert.Equal([squire], await Stores.Squires.ListAsync(User, default));
        Assert.Empty(await Stores.Squires.ListEndedSinceAsync(Now, default));
        Assert.True(await Stores.Squires.EndAsync(squire.Id, Now, default));
        Assert.Equal([knight.Id], await Sessions.ListEndedSinceAsync(Now, default));
    }

    [Fact]
    public async Task The_life_of_a_session_goes_its_way_on_a_cluster()
    {
        var nodes = await RedisServer.StartClusterAsync();
        try
        {
            await using var stores = RedisSessionStores.Open(string.Join(',', nodes.Select(node => node.Configuration)));
            var all = Enumerable.Range(0, 12).Select(_ => NewSession() with { RefreshTokenHash = "a" }).ToList();
            foreach (var session in all)
                Assert.True(await stores.Knights.CreateAsync(session, default));

            // Twelve random keys lie on more than one of three nodes, but for one time in 100,000.
            var filled = await Task.WhenAll(nodes.Select(node => node.CommandAsync("DBSIZE")));
            Assert.True(filled.Count(size => int.Parse(size, CultureInfo.InvariantCulture) > 0) > 1);

            foreach (var session in all)
                Assert.True(await stores.Knights.RotateRefreshTokenAsync(session.Id, "a", "b", "a", Now.AddSeconds(1), default));
            await stores.Knights.RecordUseAsync([.. all.Select(session => session.Id)], Now.AddSeconds(2), default);
            var used = all.Select(session => session with
            {
                RefreshTokenHash = "b", UsedRefreshTokens = "a", LastUsedAt = Now.AddSeconds(2),
            }).OrderBy(session => session.Id, StringComparer.Ordinal);
            Assert.Equal(used, await stores.Knights.ListAsync(User, default));

            Assert.True(await stores.Knights.EndAsync(all[0].Id, Now, default));
            Assert.Equal(10, (await stores.Knights.EndByUserAsync(User, all[1].Id, Now, default)).Count);
            Assert.Equal(all[1].Id, Assert.Single(await stores.Knights.ListAsync(User, default)).Id);
            Assert.Equal(11, (await stores.Knights.ListEndedSinceAsync(Now, default)).Count);
            Assert.Null(await stores.Knights.FindAsync(all[0].Id, default));
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task While_Redis_is_gone_each_question_says_so()
    {
        var session = await CreateAsync();
        await Redis.KillAsync();

        foreach (var ask in new Func<Task>[]
        {
            () => Sessions.CreateAsync(NewSession(), default),
            () => Sessions.FindAsync(session.Id, default),
            () => Sessions.ListAsync(User, default),
            () => Sessions.RotateRefreshTokenAsync(session.Id, "a", "b", "a", Now, default),
            () => Sessions.EndAsync(session.Id, Now, default),
            () => Sessions.EndByUserAsync(User, null, Now, default),
            () => Sessions.ListEndedSinceAsync(Now, default),
            () => Sessions.RecordUseAsync([session.Id], Now, default),
        })
        {
            await Assert.ThrowsAsync<DatabaseUnavailableException>(ask);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_store_of_the_users_gives_way_whichever_comes_first(bool comesFirst)
    {
        await using var stores = RedisSessionStores.Open(Redis.Configuration, users =>
        {
            if (comesFirst)
                users.Services.TryAddKeyedScoped<ISessionDatabase<Guid>>(typeof(Knight), (_, _) => throw new InvalidOperationException());
            users.AddRedisSessionDatabase().AddRedisSessionDatabase();
            users.Services.TryAddKeyedScoped<ISessionDatabase<Guid>>(typeof(Knight), (_, _) => throw new InvalidOperationException());
        });

        var session = await CreateAsync();
        Assert.Equal(session, await stores.Knights.FindAsync(session.Id, default));
    }
}
