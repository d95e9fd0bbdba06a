using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What a database of OAuth accounts promises that has unique indexes, foreign keys and transactions.</summary>
public abstract class RelationalOAuthAccountDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : OAuthAccountDatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    [Fact]
    public async Task An_account_belongs_to_one_user_and_once()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await Accounts.AddAsync(Arthur.Id, Google, default);

        await Assert.ThrowsAsync<OAuthAccountAlreadyExistsException>(() => Accounts.AddAsync(lancelot.Id, Google, default));
        await Assert.ThrowsAsync<OAuthAccountAlreadyExistsException>(() => Accounts.AddAsync(Arthur.Id, Google, default));

        Assert.Equal(Arthur.Id, (await OtherAccounts.GetUserAsync("google", "Account-1", default))!.Id);
        Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default));
        Assert.Empty(await OtherAccounts.ListAsync(lancelot.Id, default));
    }

    [Fact]
    public async Task Of_many_at_once_who_add_an_account_one_does()
    {
        var thrown = await RunAtOnceAsync(8, (context, _) => new EntityFrameworkOAuthAccountDatabase<TUser, TId>(context).AddAsync(Arthur.Id, Google, default));

        Assert.Single(thrown, exception => exception is null);
        Assert.Equal(7, thrown.OfType<OAuthAccountAlreadyExistsException>().Count());
        Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default));
    }

    [Fact]
    public async Task An_account_does_not_become_another_one()
    {
        await Accounts.AddAsync(Arthur.Id, Google, default);
        var github = await Accounts.AddAsync(Arthur.Id, Google with { OAuthName = "github" }, default);

        await Assert.ThrowsAsync<OAuthAccountAlreadyExistsException>(() => Accounts.UpdateAsync(github, Google, default));

        Assert.Contains(await OtherAccounts.ListAsync(Arthur.Id, default), account => account.OAuthName == "github");
    }

    [Fact]
    public async Task An_account_of_a_deleted_user_is_refused()
    {
        await Users.DeleteAsync(Arthur, default);

        await Assert.ThrowsAsync<UserNotExistsException>(() => Accounts.AddAsync(Arthur.Id, Google, default));
    }

    [Fact]
    public async Task A_deleted_user_takes_its_accounts_along()
    {
        await Accounts.AddAsync(Arthur.Id, Google, default);

        await Users.DeleteAsync(Arthur, default);

        Assert.Null(await OtherAccounts.GetUserAsync("google", "Account-1", default));
        Assert.Empty(await OtherAccounts.ListAsync(Arthur.Id, default));
        await Accounts.AddAsync((await AddUserAsync("lancelot@camelot.bt")).Id, Google, default);
    }

    [Fact]
    public async Task A_user_and_its_account_are_stored_together_or_not_at_all()
    {
        await Accounts.AddAsync(Arthur.Id, Google, default);
        var lancelot = NewUser("lancelot@camelot.bt");

        await Assert.ThrowsAsync<OAuthAccountAlreadyExistsException>(() => AddWithAccountAsync(lancelot, Google));
        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));

        await AddWithAccountAsync(lancelot, Google with { AccountId = "Account-2" });
        Assert.Equal("lancelot@camelot.bt", (await OtherAccounts.GetUserAsync("google", "Account-2", default))!.Email);
    }

    private Task AddWithAccountAsync(TUser user, OAuthAccountData data) => Users.InTransactionAsync(
        async token =>
        {
            await Users.CreateAsync(user, token);
            await Accounts.AddAsync(user.Id, data, token);
        },
        default);
}
