using System.Globalization;
using FastApiUsers.Sessions;

namespace FastApiUsers.Tests.Redis;

/// <summary>The end of sessions in a real Redis.</summary>
public sealed class RedisSessionEndTests : RedisSessionTest
{
    [Fact]
    public async Task What_is_left_in_an_index_without_a_session_is_passed_over()
    {
        var session = await CreateAsync();
        var gone = await CreateAsync();
        await AskAsync("DEL", KeyOf(gone.Id));

        Assert.Equal([session], await Sessions.ListAsync(User, default));
        Assert.Equal([session.Id], await Sessions.EndByUserAsync(User, null, Now, default));
        Assert.Equal("0", await AskAsync("EXISTS", IndexOf(User)));
    }

    [Fact]
    public async Task Nothing_revives_an_ended_session()
    {
        var session = await CreateAsync(session => session with { RefreshTokenHash = "a" });
        await Sessions.EndAsync(session.Id, Now, default);

        Assert.False(await Sessions.RotateRefreshTokenAsync(session.Id, "a", "b", "a", Now, default));
        await Sessions.RecordUseAsync([session.Id], Now.AddMinutes(1), default);

        Assert.Equal("0", await AskAsync("EXISTS", KeyOf(session.Id), IndexOf(User)));
    }

    [Fact]
    public async Task A_session_ends_once_and_is_gone()
    {
        var session = await CreateAsync();
        var other = await CreateAsync();

        Assert.True(await Sessions.EndAsync(session.Id, Now, default));
        Assert.False(await Sessions.EndAsync(session.Id, Now.AddSeconds(1), default));

        Assert.Null(await Sessions.FindAsync(session.Id, default));
        Assert.Equal([other], await Sessions.ListAsync(User, default));
        Assert.Equal(other.Id, await AskAsync("ZRANGE", IndexOf(User), "0", "-1"));
        Assert.False(await Sessions.EndAsync(SessionId.Generate(), Now, default));
    }

    [Fact]
    public async Task Of_those_who_end_a_session_at_once_one_did_it()
    {
        var session = await CreateAsync();

        var ended = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () => i % 2 == 0
            ? await Sessions.EndAsync(session.Id, Now, default)
            : (await Sessions.EndByUserAsync(User, null, Now, default)).Contains(session.Id))));

        Assert.Single(ended, true);
    }

    [Fact]
    public async Task The_end_of_all_sessions_of_a_user_names_them_and_spares_one()
    {
        var kept = await CreateAsync();
        var first = await CreateAsync();
        var second = await CreateAsync();
        var stranger = await CreateAsync(session => session with { UserId = Guid.CreateVersion7() });

        Assert.Equal(new[] { first.Id, second.Id }.Order(), (await Sessions.EndByUserAsync(User, kept.Id, Now, default)).Order());
        Assert.Equal([kept], await Sessions.ListAsync(User, default));
        Assert.Equal(new[] { first.Id, second.Id }.Order(), (await Sessions.ListEndedSinceAsync(Now, default)).Order());

        Assert.Equal([kept.Id], await Sessions.EndByUserAsync(User, null, Now, default));
        Assert.Empty(await Sessions.EndByUserAsync(User, null, Now, default));
        Assert.Equal(stranger, await Sessions.FindAsync(stranger.Id, default));
    }

    [Fact]
    public async Task More_sessions_than_one_round_takes_are_listed_used_and_ended()
    {
        var ids = new List<string>();
        for (var i = 0; i < 501; i++)
            ids.Add((await CreateAsync()).Id);

        await Sessions.RecordUseAsync(ids, Now.AddMinutes(1), default);
        Assert.All(await Sessions.ListAsync(User, default), session => Assert.Equal(Now.AddMinutes(1), session.LastUsedAt));
        Assert.Equal(ids.Order(), (await Sessions.EndByUserAsync(User, null, Now, default)).Order());
        Assert.Equal(ids.Order(), (await Sessions.ListEndedSinceAsync(Now, default)).Order());
        Assert.Empty(await Sessions.ListAsync(User, default));
    }

    [Fact]
    public async Task Ended_sessions_are_listed_from_a_time_on_for_an_hour()
    {
        Assert.Empty(await Sessions.ListEndedSinceAsync(Now, default));
        string[] ids = [(await CreateAsync()).Id, (await CreateAsync()).Id, (await CreateAsync()).Id];
        await Sessions.EndAsync(ids[0], Now.AddHours(-1), default);
        await Sessions.EndAsync(ids[1], Now, default);

        Assert.Equal([ids[0], ids[1]], await Sessions.ListEndedSinceAsync(Now.AddHours(-1), default));
        Assert.Equal([ids[1]], await Sessions.ListEndedSinceAsync(Now, default));
        Assert.Equal([ids[1]], await Sessions.ListEndedSinceAsync(Now.AddTicks(9_999), default));
        Assert.Empty(await Sessions.ListEndedSinceAsync(Now.AddMilliseconds(1), default));

        await Sessions.EndAsync(ids[2], Now.AddMilliseconds(1), default);
        Assert.Equal([ids[1], ids[2]], await Sessions.ListEndedSinceAsync(DateTimeOffset.MinValue, default));
        Assert.InRange(int.Parse(await AskAsync("TTL", "ended_sessions:"), CultureInfo.InvariantCulture), 3590, 3600);
    }

    [Fact]
    public async Task The_end_is_told_before_the_session_is_gone()
    {
        // A list that is another program's value lets the first step fail.
        var session = await CreateAsync();
        await AskAsync("SET", "ended_sessions:", "x");
        await Assert.ThrowsAnyAsync<Exception>(() => Sessions.EndAsync(session.Id, Now, default));

        Assert.Equal(session, await Sessions.FindAsync(session.Id, default));
        await AskAsync("DEL", "ended_sessions:");
        Assert.True(await Sessions.EndAsync(session.Id, Now, default));
        Assert.Equal([session.Id], await Sessions.ListEndedSinceAsync(Now, default));
    }
}
