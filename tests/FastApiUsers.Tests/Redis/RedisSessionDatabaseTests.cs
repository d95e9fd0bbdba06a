using FastApiUsers.Sessions;

namespace FastApiUsers.Tests.Redis;

/// <summary>Sessions in a real Redis: how they are stored, found, refreshed and used.</summary>
public sealed class RedisSessionDatabaseTests : RedisSessionTest
{
    [Fact]
    public async Task A_session_is_found_as_it_was_stored()
    {
        var full = NewSession() with
        {
            UserAgent = "Mozilla/5.0 (Knüpfer; ⚔)",
            IpAddress = "2001:db8::1",
            RefreshTokenHash = "current",
            UsedRefreshTokens = "previous",
        };
        var bare = NewSession() with { UserAgent = "" };

        Assert.True(await Sessions.CreateAsync(full, default));
        Assert.True(await Sessions.CreateAsync(bare, default));

        Assert.Equal(full, await Sessions.FindAsync(full.Id, default));
        Assert.Equal(bare, await Sessions.FindAsync(bare.Id, default));
        Assert.Null(await Sessions.FindAsync(SessionId.Generate(), default));
    }

    [Fact]
    public async Task What_is_finer_than_a_millisecond_is_cut_off()
    {
        var session = NewSession();
        await Sessions.CreateAsync(session with { CreatedAt = session.CreatedAt.AddTicks(9_999) }, default);

        Assert.Equal(session, await Sessions.FindAsync(session.Id, default));
    }

    [Fact]
    public async Task The_keys_live_as_long_as_the_session()
    {
        var session = await CreateAsync();
        var longest = await CreateAsync(expiresAt: Now.AddDays(2));

        await AssertExpiresAsync(KeyOf(session.Id), session.ExpiresAt);
        await AssertExpiresAsync(IndexOf(User), longest.ExpiresAt);
    }

    [Fact]
    public async Task Redis_forgets_a_session_and_the_index_when_their_time_is_over()
    {
        var session = await CreateAsync(expiresAt: Now.AddMilliseconds(800));
        await Task.Delay(TimeSpan.FromMilliseconds(1000));

        Assert.Null(await Sessions.FindAsync(session.Id, default));
        Assert.False(await Sessions.EndAsync(session.Id, Now, default));
        Assert.Equal("", await AskAsync("KEYS", "*"));
    }

    [Fact]
    public async Task The_index_of_a_user_drops_what_is_over()
    {
        await CreateAsync(expiresAt: Now.AddMilliseconds(500));
        var going = await CreateAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(700));
        var added = await CreateAsync();

        Assert.Equal(new[] { going.Id, added.Id }.Order(), (await AskAsync("ZRANGE", IndexOf(User), "0", "-1")).Split('\n').Order());
    }

    [Fact]
    public async Task The_sessions_of_a_user_are_listed_the_oldest_first()
    {
        var second = await CreateAsync(session => session with { CreatedAt = Now.AddMinutes(-2) });
        var third = await CreateAsync(session => session with { CreatedAt = Now.AddMinutes(-1), ExpiresAt = Now.AddHours(1) });
        var first = await CreateAsync(session => session with { CreatedAt = Now.AddMinutes(-3) });
        await CreateAsync(session => session with { UserId = Guid.CreateVersion7() });

        Assert.Equal([first, second, third], await Sessions.ListAsync(User, default));
        Assert.Empty(await Sessions.ListAsync(Guid.CreateVersion7(), default));
    }

    [Fact]
    public async Task A_rotation_makes_the_current_token_the_previous_one()
    {
        var session = await CreateAsync(session => session with { RefreshTokenHash = "a" });

        Assert.True(await Sessions.RotateRefreshTokenAsync(session.Id, "a", "b", "a", Now.AddMinutes(1), default));

        var rotated = session with { RefreshTokenHash = "b", UsedRefreshTokens = "a", LastUsedAt = Now.AddMinutes(1) };
        Assert.Equal(rotated, await Sessions.FindAsync(session.Id, default));
        await AssertExpiresAsync(KeyOf(session.Id), session.ExpiresAt);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    [InlineData("")]
    public async Task A_rotation_of_a_token_that_does_not_count_changes_nothing(string current)
    {
        var session = await CreateAsync(session => session with { RefreshTokenHash = "b", UsedRefreshTokens = "a" });
        var without = await CreateAsync();

        Assert.False(await Sessions.RotateRefreshTokenAsync(session.Id, current, "d", current, Now.AddMinutes(1), default));
        Assert.False(await Sessions.RotateRefreshTokenAsync(without.Id, current, "d", current, Now.AddMinutes(1), default));

        Assert.Equal(session, await Sessions.FindAsync(session.Id, default));
        Assert.Equal(without, await Sessions.FindAsync(without.Id, default));
    }

    [Fact]
    public async Task Of_rotations_at_once_one_wins()
    {
        var session = await CreateAsync(session => session with { RefreshTokenHash = "a" });

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Task.Run(() => Sessions.RotateRefreshTokenAsync(session.Id, "a", $"b{i}", "a", Now, default))));

        Assert.Single(won, true);
        Assert.Equal($"b{Array.IndexOf(won, true)}", (await Sessions.FindAsync(session.Id, default))!.RefreshTokenHash);
    }

    [Fact]
    public async Task A_use_only_moves_forward()
    {
        var session = await CreateAsync();
        var later = await CreateAsync(session => session with { LastUsedAt = Now.AddMinutes(5) });
        var gone = SessionId.Generate();

        await Sessions.RecordUseAsync([session.Id, later.Id, gone, session.Id], Now.AddMinutes(2), default);
        await Sessions.RecordUseAsync([], Now.AddMinutes(3), default);

        Assert.Equal(session with { LastUsedAt = Now.AddMinutes(2) }, await Sessions.FindAsync(session.Id, default));
        Assert.Equal(later, await Sessions.FindAsync(later.Id, default));
        Assert.Equal("0", await AskAsync("EXISTS", KeyOf(gone)));
        await AssertExpiresAsync(KeyOf(session.Id), session.ExpiresAt);
    }

    [Fact]
    public async Task A_removal_is_left_to_Redis()
    {
        var session = await CreateAsync();

        Assert.Equal(0, await Sessions.DeleteAsync(Now.AddDays(1), Now.AddDays(1), Now.AddDays(1), 100, default));
        Assert.Equal(session, await Sessions.FindAsync(session.Id, default));
    }
}
