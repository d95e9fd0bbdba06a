using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What a database of sessions promises that has foreign keys and transactions.</summary>
public abstract class RelationalSessionDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : SessionDatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    [Fact]
    public async Task A_session_of_a_deleted_user_is_refused()
    {
        await Users.DeleteAsync(Arthur, default);

        Assert.False(await Sessions.CreateAsync(NewSession(Arthur.Id, "session"), default));
        Assert.False(await Sessions.CreateAsync(NewSession(UnknownId, "session"), default));

        Assert.Empty(Context.ChangeTracker.Entries());
        Assert.Null(await OtherSessions.FindAsync("session", default));
    }

    [Fact]
    public async Task A_deleted_user_takes_its_sessions_along()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await AddAsync(Arthur.Id, "session");
        await AddAsync(lancelot.Id, "other");

        await Users.DeleteAsync(Arthur, default);

        Assert.Null(await OtherSessions.FindAsync("session", default));
        Assert.Empty(await OtherSessions.ListAsync(Arthur.Id, default));
        Assert.False(await OtherSessions.RotateRefreshTokenAsync("session", "current", "next", "current", Began, default));
        Assert.False(await OtherSessions.EndAsync("session", Began, default));
        Assert.NotNull(await OtherSessions.FindAsync("other", default));
    }

    [Fact]
    public async Task A_session_that_was_stored_but_not_answered_is_there_once()
    {
        await AddAsync(Arthur.Id, "session");

        Assert.True(await Sessions.CreateAsync(NewSession(Arthur.Id, "session"), default));

        Assert.Empty(Context.ChangeTracker.Entries());
        Assert.Single(await OtherSessions.ListAsync(Arthur.Id, default));
    }

    [Fact]
    public async Task A_session_of_another_user_is_not_taken_over()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await AddAsync(Arthur.Id, "session");

        Assert.NotNull(await Record.ExceptionAsync(() => Sessions.CreateAsync(NewSession(lancelot.Id, "session"), default)));

        Assert.Equal(Arthur.Id, (await OtherSessions.FindAsync("session", default))!.UserId);
        Assert.Empty(Context.ChangeTracker.Entries());
    }

    [Fact]
    public async Task Sessions_that_begin_refresh_and_end_in_a_transaction_that_fails_are_as_before()
    {
        foreach (var id in new[] { "refreshed", "ended", "used" })
            await AddAsync(Arthur.Id, id);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Users.InTransactionAsync(
            async token =>
            {
                Assert.False(await Sessions.CreateAsync(NewSession(UnknownId, "refused"), token));
                Assert.True(await Sessions.CreateAsync(NewSession(Arthur.Id, "new"), token));
                Assert.True(await Sessions.RotateRefreshTokenAsync("refreshed", "current", "next", "current", Began.AddHours(1), token));
                Assert.True(await Sessions.EndAsync("ended", Began.AddHours(1), token));
                await Sessions.RecordUseAsync(["used"], Began.AddHours(1), token);
                Assert.Equal(["new", "refreshed", "used"], (await Sessions.EndByUserAsync(Arthur.Id, null, Began.AddHours(1), token)).Order());
                throw new InvalidOperationException("No.");
            },
            default));

        foreach (var id in new[] { "refreshed", "ended", "used" })
            Assert.Equal(NewSession(Arthur.Id, id), await OtherSessions.FindAsync(id, default));
        Assert.Equal(3, (await OtherSessions.ListAsync(Arthur.Id, default)).Count);
    }
}
