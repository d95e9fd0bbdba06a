using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Sessions;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What every database of sessions promises.</summary>
public abstract class SessionDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : DatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    protected static DateTimeOffset Began { get; } = new(2026, 11, 22, 9, 5, 31, TimeSpan.Zero);

    private protected ISessionDatabase<TId> Sessions => new EntityFrameworkSessionDatabase<TUser, TId>(Context);

    private protected ISessionDatabase<TId> OtherSessions => new EntityFrameworkSessionDatabase<TUser, TId>(OtherContext);

    [Fact]
    public async Task A_session_is_read_as_it_was_stored()
    {
        var session = NewSession(Arthur.Id, "session") with
        {
            CreatedAt = Began.AddMicroseconds(673_997).ToOffset(TimeSpan.FromHours(-5)),
            UserAgent = new string('é', 512),
            IpAddress = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
            EndedAt = Began.AddHours(1),
            RefreshTokenHash = new string('n', 43),
            UsedRefreshTokens = new string('p', 43),
        };

        Assert.True(await Sessions.CreateAsync(session, default));

        Assert.Equal(session, await OtherSessions.FindAsync("session", default));
        Assert.Empty(Context.ChangeTracker.Entries());
    }

    [Fact]
    public async Task A_session_may_have_neither_client_nor_refresh_token()
    {
        var session = NewSession(Arthur.Id, "session") with { UserAgent = null, IpAddress = null, RefreshTokenHash = null };

        Assert.True(await Sessions.CreateAsync(session, default));

        Assert.Equal(session, await OtherSessions.FindAsync("session", default));
    }

    [Theory]
    [InlineData("session")]
    [InlineData("Session ")]
    [InlineData("Session\0")]
    [InlineData("Sessio_")]
    [InlineData("%")]
    [InlineData("")]
    public async Task A_session_is_found_by_its_exact_id(string other)
    {
        await AddAsync(Arthur.Id, "Session");

        Assert.Null(await OtherSessions.FindAsync(other, default));
        Assert.False(await OtherSessions.EndAsync(other, Began, default));
        Assert.False(await OtherSessions.RotateRefreshTokenAsync(other, "current", "next", "current", Began, default));
        await OtherSessions.RecordUseAsync([other], Began.AddHours(1), default);
        Assert.Equal(NewSession(Arthur.Id, "Session"), await OtherSessions.FindAsync("Session", default));
    }

    [Fact]
    public async Task What_a_client_says_and_the_database_cannot_hold_is_left_out()
    {
        var said = new Dictionary<string, string?>
        {
            ["half"] = "a\ud800b",
            ["turned"] = "\udc00\ud800",
            ["long"] = new string('x', 513),
            ["nul"] = "a\0b",
            ["whole"] = "\ufffd\U0001F5E1",
        };

        foreach (var (id, text) in said)
            await AddAsync(Arthur.Id, id, session => session with { UserAgent = text, IpAddress = text });

        var stored = (await OtherSessions.ListAsync(Arthur.Id, default)).ToDictionary(session => session.Id, session => (session.UserAgent, session.IpAddress));
        Assert.All(new[] { "half", "turned", "long" }, id => Assert.Equal((null, null), stored[id]));
        Assert.Equal(Context.Database.IsNpgsql() ? (null, null) : ("a\0b", "a\0b"), stored["nul"]);
        Assert.Equal((said["whole"], said["whole"]), stored["whole"]);
    }

    [Fact]
    public async Task A_session_that_has_ended_or_expired_is_still_found_and_says_so()
    {
        await AddAsync(Arthur.Id, "session", session => session with { ExpiresAt = Began.AddYears(-1) });

        await Sessions.EndAsync("session", Began.AddHours(1), default);

        var stored = (await OtherSessions.FindAsync("session", default))!;
        Assert.Equal((Began.AddHours(1), Began.AddYears(-1)), (stored.EndedAt, stored.ExpiresAt));
    }

    [Fact]
    public async Task The_sessions_of_a_user_are_listed_the_oldest_first_and_without_those_that_ended()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await AddAsync(Arthur.Id, "new", session => session with { CreatedAt = Began.AddHours(2) });
        await AddAsync(Arthur.Id, "old", session => session with { CreatedAt = Began.AddHours(1).ToOffset(TimeSpan.FromHours(9)) });
        await AddAsync(Arthur.Id, "expired", session => session with { ExpiresAt = Began.AddYears(-1) });
        await AddAsync(Arthur.Id, "ended");
        await AddAsync(lancelot.Id, "other");
        await Sessions.EndAsync("ended", Began, default);

        Assert.Equal(["expired", "old", "new"], (await OtherSessions.ListAsync(Arthur.Id, default)).Select(session => session.Id));
        Assert.Equal(NewSession(lancelot.Id, "other"), Assert.Single(await OtherSessions.ListAsync(lancelot.Id, default)));
        Assert.Empty(await OtherSessions.ListAsync(UnknownId, default));
    }

    [Fact]
    public async Task A_new_refresh_token_takes_the_place_of_the_one_that_counts_and_that_of_the_previous_one()
    {
        await AddAsync(Arthur.Id, "session");
        await AddAsync(Arthur.Id, "other");

        Assert.True(await Sessions.RotateRefreshTokenAsync("session", "current", "second", "current", Began.AddHours(1), default));
        Assert.True(await OtherSessions.RotateRefreshTokenAsync("session", "second", "third", "second", Began.AddHours(2), default));

        var expected = NewSession(Arthur.Id, "session") with
        {
            RefreshTokenHash = "third", UsedRefreshTokens = "second", LastUsedAt = Began.AddHours(2),
        };
        Assert.Equal(expected, await Sessions.FindAsync("session", default));
        Assert.Equal(NewSession(Arthur.Id, "other"), await Sessions.FindAsync("other", default));
    }

    [Fact]
    public async Task A_refresh_token_that_does_not_count_changes_nothing()
    {
        await AddAsync(Arthur.Id, "session", session => session with { UsedRefreshTokens = "previous" });
        await AddAsync(Arthur.Id, "without", session => session with { RefreshTokenHash = null });
        var before = await ListAsync();

        Assert.False(await Sessions.RotateRefreshTokenAsync("session", "previous", "next", "previous", Began.AddHours(1), default));
        Assert.False(await Sessions.RotateRefreshTokenAsync("session", "CURRENT", "next", "CURRENT", Began.AddHours(1), default));
        Assert.False(await Sessions.RotateRefreshTokenAsync("session", "current\0", "next", "current\0", Began.AddHours(1), default));
        Assert.False(await Sessions.RotateRefreshTokenAsync("without", "current", "next", "current", Began.AddHours(1), default));
        Assert.False(await Sessions.RotateRefreshTokenAsync("without", "", "next", "", Began.AddHours(1), default));

        Assert.Equal(before, await ListAsync());
    }

    [Fact]
    public async Task A_session_that_has_ended_is_not_refreshed()
    {
        await AddAsync(Arthur.Id, "session");
        await Sessions.EndAsync("session", Began, default);

        Assert.False(await OtherSessions.RotateRefreshTokenAsync("session", "current", "next", "current", Began, default));

        Assert.Equal(NewSession(Arthur.Id, "session") with { EndedAt = Began }, await Sessions.FindAsync("session", default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_many_at_once_who_refresh_one_does(bool same)
    {
        await AddAsync(Arthur.Id, "session");
        var won = new bool[20];

        var thrown = await RunAtOnceAsync(won.Length, async (context, number) => won[number] =
            await new EntityFrameworkSessionDatabase<TUser, TId>(context).RotateRefreshTokenAsync("session", "current", Next(number), "current", Began, default));

        Assert.All(thrown, Assert.Null);
        Assert.Single(won, true);
        var stored = (await OtherSessions.FindAsync("session", default))!;
        Assert.Equal((Next(Array.IndexOf(won, true)), "current"), (stored.RefreshTokenHash, stored.UsedRefreshTokens));

        string Next(int number) => same ? "next" : $"next{number}";
    }

    [Fact]
    public async Task A_session_ends_once_and_no_other_with_it()
    {
        await AddAsync(Arthur.Id, "session");
        await AddAsync(Arthur.Id, "other");

        Assert.True(await Sessions.EndAsync("session", Began, default));
        Assert.False(await Sessions.EndAsync("session", Began.AddHours(1), default));
        Assert.False(await Sessions.EndAsync("none", Began, default));

        Assert.Equal(NewSession(Arthur.Id, "session") with { EndedAt = Began }, await OtherSessions.FindAsync("session", default));
        Assert.Equal("other", Assert.Single(await OtherSessions.ListAsync(Arthur.Id, default)).Id);
    }

    [Fact]
    public async Task Of_many_at_once_who_end_a_session_one_does()
    {
        await AddAsync(Arthur.Id, "session");
        var ended = new bool[8];

        var thrown = await RunAtOnceAsync(ended.Length, async (context, number) => ended[number] =
            await new EntityFrameworkSessionDatabase<TUser, TId>(context).EndAsync("session", Began, default));

        Assert.All(thrown, Assert.Null);
        Assert.Single(ended, true);
    }

    [Fact]
    public async Task The_sessions_of_a_user_end_but_for_one_and_no_others()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        foreach (var id in new[] { "one", "two", "three", "before" })
            await AddAsync(Arthur.Id, id);
        await AddAsync(lancelot.Id, "other");
        await Sessions.EndAsync("before", Began, default);

        var ended = await Sessions.EndByUserAsync(Arthur.Id, "two", Began.AddHours(1), default);

        Assert.Equal(["one", "three"], ended.Order());
        Assert.Equal("two", Assert.Single(await OtherSessions.ListAsync(Arthur.Id, default)).Id);
        Assert.Equal(Began.AddHours(1), (await OtherSessions.FindAsync("one", default))!.EndedAt);
        Assert.Equal(Began, (await OtherSessions.FindAsync("before", default))!.EndedAt);
        Assert.Null((await OtherSessions.FindAsync("other", default))!.EndedAt);

        Assert.Empty(await Sessions.EndByUserAsync(Arthur.Id, "two", Began.AddHours(2), default));
        Assert.Empty(await Sessions.EndByUserAsync(UnknownId, null, Began.AddHours(2), default));
        Assert.Equal(["other"], await Sessions.EndByUserAsync(lancelot.Id, "two\0", Began.AddHours(2), default));
        Assert.Equal(["two"], await Sessions.EndByUserAsync(Arthur.Id, null, Began.AddHours(2), default));
        Assert.Empty(await OtherSessions.ListAsync(Arthur.Id, default));
    }

    [Fact]
    public async Task Of_many_at_once_who_end_the_sessions_of_a_user_each_is_told_those_that_it_ended()
    {
        var ids = Enumerable.Range(0, 10).Select(number => $"session{number}").ToList();
        foreach (var id in ids)
            await AddAsync(Arthur.Id, id);
        var ended = new IReadOnlyList<string>[8];

        var thrown = await RunAtOnceAsync(ended.Length, async (context, number) => ended[number] =
            await new EntityFrameworkSessionDatabase<TUser, TId>(context).EndByUserAsync(Arthur.Id, null, Began.AddHours(number), default));

        Assert.All(thrown, Assert.Null);
        Assert.Equal(ids, ended.SelectMany(told => told).Order());
    }

    [Fact]
    public async Task Those_that_ended_at_a_time_or_later_are_told()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        foreach (var id in new[] { "going", "before", "then" })
            await AddAsync(Arthur.Id, id);
        await AddAsync(lancelot.Id, "later");
        await Sessions.EndAsync("before", Began.AddMicroseconds(-1), default);
        await Sessions.EndAsync("then", Began.ToOffset(TimeSpan.FromHours(-5)), default);
        await Sessions.EndAsync("later", Began.AddDays(1), default);

        Assert.Equal(["later", "then"], (await OtherSessions.ListEndedSinceAsync(Began.ToOffset(TimeSpan.FromHours(9)), default)).Order());
        Assert.Equal(["later"], await OtherSessions.ListEndedSinceAsync(Began.AddMicroseconds(1), default));
        Assert.Empty(await OtherSessions.ListEndedSinceAsync(Began.AddDays(2), default));
        Assert.Empty(OtherContext.ChangeTracker.Entries());
    }

    [Fact]
    public async Task Use_is_noted_and_only_moves_forward()
    {
        foreach (var id in new[] { "one", "two", "ended", "unused" })
            await AddAsync(Arthur.Id, id);
        await Sessions.EndAsync("ended", Began, default);

        await Sessions.RecordUseAsync(["one", "two", "ended", "none", "no\0ne"], Began.AddHours(2), default);
        await Sessions.RecordUseAsync(["two", "two"], Began.AddHours(3), default);
        await Sessions.RecordUseAsync(["one", "two"], Began.AddHours(1).ToOffset(TimeSpan.FromHours(9)), default);
        await Sessions.RecordUseAsync([], Began.AddHours(4), default);

        Assert.Equal(NewSession(Arthur.Id, "one") with { LastUsedAt = Began.AddHours(2) }, await OtherSessions.FindAsync("one", default));
        Assert.Equal(Began.AddHours(3), (await OtherSessions.FindAsync("two", default))!.LastUsedAt);
        Assert.Equal(Began, (await OtherSessions.FindAsync("ended", default))!.LastUsedAt);
        Assert.Equal(Began, (await OtherSessions.FindAsync("unused", default))!.LastUsedAt);
    }

    [Fact]
    public async Task Use_of_a_hundred_thousand_sessions_is_noted()
    {
        await AddAsync(Arthur.Id, "session");

        await Sessions.RecordUseAsync([.. Enumerable.Range(0, 100_000).Select(number => $"none{number}"), "session"], Began.AddHours(1), default);

        Assert.Equal(Began.AddHours(1), (await OtherSessions.FindAsync("session", default))!.LastUsedAt);
    }

    [Fact]
    public async Task Sessions_that_were_ended_or_expired_or_last_used_before_a_time_are_removed()
    {
        var (endedBefore, expiredBefore, usedBefore) = (Began.AddHours(1), Began.AddHours(2), Began.AddHours(3));
        await AddAsync(Arthur.Id, "ended", session => Going(session) with { EndedAt = endedBefore.AddMicroseconds(-1) });
        await AddAsync(Arthur.Id, "expired", session => Going(session) with { ExpiresAt = expiredBefore.AddMicroseconds(-1) });
        await AddAsync(Arthur.Id, "unused", session => Going(session) with { LastUsedAt = usedBefore.AddMicroseconds(-1) });
        await AddAsync(Arthur.Id, "going", Going);
        await AddAsync(Arthur.Id, "then", session => session with { EndedAt = endedBefore, ExpiresAt = expiredBefore, LastUsedAt = usedBefore });

        Assert.Equal(3, await Sessions.DeleteAsync(endedBefore, expiredBefore, usedBefore, 10, default));
        Assert.Equal(0, await Sessions.DeleteAsync(endedBefore, expiredBefore, usedBefore, 10, default));

        Assert.Null(await OtherSessions.FindAsync("ended", default));
        Assert.Null(await OtherSessions.FindAsync("expired", default));
        Assert.Null(await OtherSessions.FindAsync("unused", default));
        Assert.NotNull(await OtherSessions.FindAsync("going", default));
        Assert.NotNull(await OtherSessions.FindAsync("then", default));

        UserSession<TId> Going(UserSession<TId> session) => session with { ExpiresAt = Began.AddDays(1), LastUsedAt = Began.AddDays(1) };
    }

    [Fact]
    public async Task No_more_are_removed_at_once_than_asked()
    {
        for (var number = 0; number < 5; number++)
            await AddAsync(Arthur.Id, $"session{number}", session => session with { EndedAt = Began, CreatedAt = Began.AddHours(-number) });

        Assert.Equal(2, await DeleteAsync());
        Assert.Equal(3, (await OtherSessions.ListEndedSinceAsync(Began, default)).Count);
        Assert.Equal((2, 1, 0), (await DeleteAsync(), await DeleteAsync(), await DeleteAsync()));

        Task<int> DeleteAsync() => Sessions.DeleteAsync(Began.AddHours(1), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 2, default);
    }

    [Fact]
    public async Task A_cancelled_call_stops_and_stores_nothing()
    {
        await AddAsync(Arthur.Id, "session");
        var later = Began.AddHours(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.CreateAsync(NewSession(Arthur.Id, "other"), Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.FindAsync("session", Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.ListAsync(Arthur.Id, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.RotateRefreshTokenAsync("session", "current", "next", "current", later, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.EndAsync("session", later, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.EndByUserAsync(Arthur.Id, null, later, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.ListEndedSinceAsync(later, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.RecordUseAsync(["session"], later, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sessions.DeleteAsync(later, DateTimeOffset.MaxValue, later, 10, Cancelled));

        await Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", default);
        Assert.Equal(NewSession(Arthur.Id, "session"), Assert.Single(await OtherSessions.ListAsync(Arthur.Id, default)));
    }

    protected static UserSession<TId> NewSession(TId userId, string id) => new()
    {
        Id = id,
        UserId = userId,
        Backend = "cookie",
        CreatedAt = Began,
        LastUsedAt = Began,
        ExpiresAt = Began.AddDays(30),
        AuthenticationMethod = "password",
        AuthenticatedAt = Began,
        UserAgent = "Excalibur/1.0",
        IpAddress = "192.0.2.1",
        RefreshTokenHash = "current",
    };

    protected async Task AddAsync(TId userId, string id, Func<UserSession<TId>, UserSession<TId>>? change = null)
    {
        var session = NewSession(userId, id);
        Assert.True(await Sessions.CreateAsync(change?.Invoke(session) ?? session, default));
    }

    private Task<List<UserSession<TId>>> ListAsync() => OtherContext.Set<SessionRow<TUser, TId>>().AsNoTracking().OrderBy(row => row.Id).Select(row => row.ToSession()).ToListAsync();
}
