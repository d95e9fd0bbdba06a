using FastApiUsers.Authentication;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What every database of access tokens promises.</summary>
public abstract class AccessTokenDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : DatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 22, 9, 5, 31, TimeSpan.Zero);

    private protected IAccessTokenDatabase<TId> Tokens => new EntityFrameworkAccessTokenDatabase<TUser, TId>(Context);

    private protected IAccessTokenDatabase<TId> OtherTokens => new EntityFrameworkAccessTokenDatabase<TUser, TId>(OtherContext);

    [Fact]
    public async Task A_token_keeps_its_time_to_the_microsecond()
    {
        await Tokens.CreateAsync("token", Arthur.Id, Issued.AddMicroseconds(673_997), default);

        var token = (await OtherTokens.GetByTokenAsync("token", null, default))!;

        Assert.Equal(Issued.AddMicroseconds(673_997), token.CreatedAt);
        Assert.Equal(Arthur.Id, token.UserId);
        Assert.Equal("token", token.Token);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_token_is_found_unless_it_is_older_than_asked(int microseconds, bool found)
    {
        await Tokens.CreateAsync("token", Arthur.Id, Issued, default);

        Assert.Equal(found, await OtherTokens.GetByTokenAsync("token", Issued.AddMicroseconds(microseconds), default) is not null);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task A_time_of_another_offset_is_the_same_time(int microseconds, bool found)
    {
        await Tokens.CreateAsync("token", Arthur.Id, Issued.ToOffset(TimeSpan.FromHours(-5)), default);

        Assert.Equal(found, await OtherTokens.GetByTokenAsync("token", Issued.AddMicroseconds(microseconds).ToOffset(TimeSpan.FromHours(2)), default) is not null);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("Token ")]
    [InlineData("Token\0")]
    [InlineData("Toke_")]
    [InlineData("%")]
    [InlineData("")]
    public async Task A_token_is_found_by_its_exact_text(string other)
    {
        await Tokens.CreateAsync("Token", Arthur.Id, Issued, default);

        Assert.Null(await OtherTokens.GetByTokenAsync(other, null, default));
        await OtherTokens.DeleteAsync(other, default);
        Assert.NotNull(await OtherTokens.GetByTokenAsync("Token", null, default));
    }

    [Fact]
    public async Task A_token_of_kilobytes_is_not_found_and_not_stored()
    {
        var token = new string('x', 8192);

        Assert.Null(await Tokens.GetByTokenAsync(token, Issued, default));
        await Assert.ThrowsAsync<ValueNotStorableException>(() => Tokens.CreateAsync(token, Arthur.Id, Issued, default));
    }

    [Fact]
    public async Task A_removed_token_is_gone_and_removing_it_again_is_no_error()
    {
        await Tokens.CreateAsync("token", Arthur.Id, Issued, default);

        await Tokens.DeleteAsync("token", default);
        await Tokens.DeleteAsync("token", default);

        Assert.Null(await OtherTokens.GetByTokenAsync("token", null, default));
    }

    [Fact]
    public async Task The_tokens_of_one_user_are_removed_and_no_others()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await Tokens.CreateAsync("one", Arthur.Id, Issued, default);
        await Tokens.CreateAsync("two", Arthur.Id, Issued, default);
        await Tokens.CreateAsync("three", lancelot.Id, Issued, default);

        await Tokens.DeleteByUserAsync(Arthur.Id, default);
        await Tokens.DeleteByUserAsync(UnknownId, default);

        Assert.Null(await OtherTokens.GetByTokenAsync("one", null, default));
        Assert.Null(await OtherTokens.GetByTokenAsync("two", null, default));
        Assert.NotNull(await OtherTokens.GetByTokenAsync("three", null, default));
    }

    [Theory]
    [InlineData("A_bC")]
    [InlineData("A%bC")]
    [InlineData("A\\bC")]
    [InlineData("A[bC")]
    public async Task The_tokens_of_one_session_are_removed_and_no_others(string session)
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        string[] others = [session[..^1], session.ToLowerInvariant() + "1", session.ToUpperInvariant() + "2", "AxbC3", "AxxbC4", "x" + session];
        foreach (var other in others)
            await Tokens.CreateAsync(other, Arthur.Id, Issued, default);
        await Tokens.CreateAsync(session + "6", Arthur.Id, Issued, default);
        await Tokens.CreateAsync(session, Arthur.Id, Issued, default);
        await Tokens.CreateAsync(session + "7", lancelot.Id, Issued, default);

        await Tokens.DeleteBySessionAsync(Arthur.Id, session, default);
        await Tokens.DeleteBySessionAsync(UnknownId, session, default);
        await Tokens.DeleteBySessionAsync(lancelot.Id, session + "\0", default);

        Assert.Null(await OtherTokens.GetByTokenAsync(session, null, default));
        Assert.Null(await OtherTokens.GetByTokenAsync(session + "6", null, default));
        foreach (var other in others.Append(session + "7"))
            Assert.NotNull(await OtherTokens.GetByTokenAsync(other, null, default));
    }

    [Fact]
    public async Task A_cancelled_call_stops_and_stores_nothing()
    {
        await Tokens.CreateAsync("token", Arthur.Id, Issued, default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.GetByTokenAsync("token", null, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.GetByTokenAsync("token", Issued, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.CreateAsync("other", Arthur.Id, Issued, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.DeleteAsync("token", Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.DeleteByUserAsync(Arthur.Id, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.DeleteBySessionAsync(Arthur.Id, "token", Cancelled));

        await Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", default);
        Assert.NotNull(await OtherTokens.GetByTokenAsync("token", null, default));
        Assert.Null(await OtherTokens.GetByTokenAsync("other", null, default));
    }
}
