using FastApiUsers.TestServers;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What a database of access tokens promises that has foreign keys and transactions.</summary>
public abstract class RelationalAccessTokenDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : AccessTokenDatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    [Fact]
    public async Task A_token_for_a_deleted_user_is_refused()
    {
        await Users.DeleteAsync(Arthur, default);

        await Assert.ThrowsAsync<UserNotExistsException>(() => Tokens.CreateAsync("token", Arthur.Id, DateTimeOffset.UnixEpoch, default));
    }

    [Fact]
    public async Task A_deleted_user_takes_its_tokens_along()
    {
        await Tokens.CreateAsync("token", Arthur.Id, DateTimeOffset.UnixEpoch, default);

        await Users.DeleteAsync(Arthur, default);

        Assert.Null(await OtherTokens.GetByTokenAsync("token", null, default));
    }

    [Fact]
    public async Task A_token_of_another_user_is_not_taken_over()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await Tokens.CreateAsync("token", Arthur.Id, DateTimeOffset.UnixEpoch, default);

        Assert.NotNull(await Record.ExceptionAsync(() => Tokens.CreateAsync("token", lancelot.Id, DateTimeOffset.UnixEpoch, default)));

        Assert.Equal(Arthur.Id, (await OtherTokens.GetByTokenAsync("token", null, default))!.UserId);
    }

    [Fact]
    public async Task Tokens_that_end_in_a_transaction_that_fails_are_still_there()
    {
        await Tokens.CreateAsync("token", Arthur.Id, DateTimeOffset.UnixEpoch, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Users.InTransactionAsync(
            async token =>
            {
                await Users.UpdateAsync(Arthur, changed => changed.HashedPassword = "new", token);
                await Tokens.DeleteByUserAsync(Arthur.Id, token);
                await Tokens.CreateAsync("other", Arthur.Id, DateTimeOffset.UnixEpoch, token);
                throw new InvalidOperationException("No.");
            },
            default));

        Assert.NotNull(await OtherTokens.GetByTokenAsync("token", null, default));
        Assert.Null(await OtherTokens.GetByTokenAsync("other", null, default));
        Assert.Equal("old", (await Other.GetAsync(Arthur.Id, default))!.HashedPassword);
    }
}
