using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What every database of OAuth accounts promises.</summary>
public abstract class OAuthAccountDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : DatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    protected static OAuthAccountData Google { get; } = new()
    {
        OAuthName = "google",
        AccessToken = "access",
        ExpiresAt = 1_795_345_552,
        RefreshToken = "refresh",
        AccountId = "Account-1",
        AccountEmail = "King.Arthur@gmail.com",
    };

    private protected IOAuthAccountDatabase<TUser, TId> Accounts => new EntityFrameworkOAuthAccountDatabase<TUser, TId>(Context);

    private protected IOAuthAccountDatabase<TUser, TId> OtherAccounts => new EntityFrameworkOAuthAccountDatabase<TUser, TId>(OtherContext);

    [Fact]
    public async Task A_user_is_found_by_provider_and_account()
    {
        await Accounts.AddAsync((await AddUserAsync("lancelot@camelot.bt")).Id, Google with { AccountId = "Account-2" }, default);
        await Accounts.AddAsync(Arthur.Id, Google, default);

        Assert.Equal(Arthur.Id, (await OtherAccounts.GetUserAsync("google", "Account-1", default))!.Id);
    }

    [Theory]
    [InlineData("github", "Account-1")]
    [InlineData("google", "Account-3")]
    [InlineData("Google", "Account-1")]
    [InlineData("google", "account-1")]
    [InlineData("google", "Account-%")]
    [InlineData("google", "Account-1\0")]
    [InlineData("google\0", "Account-1")]
    [InlineData("", "")]
    public async Task An_account_is_found_by_its_exact_texts(string name, string accountId)
    {
        await Accounts.AddAsync(Arthur.Id, Google, default);

        Assert.Null(await OtherAccounts.GetUserAsync(name, accountId, default));
    }

    [Fact]
    public async Task An_account_is_read_as_it_was_stored()
    {
        var added = await Accounts.AddAsync(Arthur.Id, Google, default);

        var stored = Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default));

        Assert.False(added.Id.Equals(default));
        Assert.Equal((added.Id, Arthur.Id), (stored.Id, stored.UserId));
        Assert.Equal(Google, Data(stored));
        Assert.Equal(Google, Data(added));
    }

    [Fact]
    public async Task A_provider_may_give_neither_expiry_nor_refresh_token()
    {
        await Accounts.AddAsync(Arthur.Id, Google with { ExpiresAt = null, RefreshToken = null }, default);

        var stored = Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default));

        Assert.Equal((null, null), (stored.ExpiresAt, stored.RefreshToken));
    }

    [Fact]
    public async Task An_expiry_after_2038_is_kept()
    {
        await Accounts.AddAsync(Arthur.Id, Google with { ExpiresAt = 4_102_444_800 }, default);

        Assert.Equal(4_102_444_800, Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default)).ExpiresAt);
    }

    [Fact]
    public async Task Tokens_of_8_KB_are_kept()
    {
        var data = Google with { AccessToken = new string('a', 8192), RefreshToken = new string('r', 8192) };

        await Accounts.AddAsync(Arthur.Id, data, default);

        Assert.Equal(data, Data(Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default))));
    }

    [Fact]
    public async Task Ids_and_addresses_of_320_characters_are_kept_and_longer_ones_are_refused_by_name()
    {
        var data = Google with { OAuthName = new string('n', 100), AccountId = new string('é', 320), AccountEmail = new string('e', 320) };
        await Accounts.AddAsync(Arthur.Id, data, default);

        var refusal = await Assert.ThrowsAsync<ValueNotStorableException>(() => Accounts.AddAsync(Arthur.Id, Google with { AccountId = new string('é', 321) }, default));

        Assert.Equal("AccountId", refusal.Member);
        Assert.Equal(data, Data(Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default))));
        Assert.NotNull(await OtherAccounts.GetUserAsync(data.OAuthName, data.AccountId, default));
    }

    [Fact]
    public async Task A_user_has_many_accounts_and_sees_no_others()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");
        await Accounts.AddAsync(Arthur.Id, Google, default);
        await Accounts.AddAsync(Arthur.Id, Google with { AccountId = "Account-2" }, default);
        await Accounts.AddAsync(Arthur.Id, Google with { OAuthName = "github" }, default);
        await Accounts.AddAsync(lancelot.Id, Google with { OAuthName = "gitlab" }, default);

        Assert.Equal(3, (await OtherAccounts.ListAsync(Arthur.Id, default)).Count);
        Assert.Single(await OtherAccounts.ListAsync(lancelot.Id, default));
        Assert.Empty(await OtherAccounts.ListAsync(UnknownId, default));
    }

    [Fact]
    public async Task What_a_provider_says_anew_is_stored_in_the_account_and_in_no_other()
    {
        var account = await Accounts.AddAsync(Arthur.Id, Google, default);
        await Accounts.AddAsync(Arthur.Id, Google with { AccountId = "Account-2" }, default);
        var data = Google with { AccessToken = "new", ExpiresAt = null, RefreshToken = null, AccountEmail = "arthur@gmail.com" };

        Assert.True(await Accounts.UpdateAsync(account, data, default));
        Assert.True(await Accounts.UpdateAsync(account, data, default));

        var stored = await OtherAccounts.ListAsync(Arthur.Id, default);
        Assert.Equal(data, Data(stored.Single(found => found.Id.Equals(account.Id))));
        Assert.Equal("access", stored.Single(found => found.AccountId == "Account-2").AccessToken);
    }

    [Fact]
    public async Task A_removed_account_is_gone_and_no_other()
    {
        var account = await Accounts.AddAsync(Arthur.Id, Google, default);
        await Accounts.AddAsync(Arthur.Id, Google with { OAuthName = "github" }, default);

        await Accounts.RemoveAsync(account, default);
        await Accounts.RemoveAsync(account, default);

        Assert.False(await Accounts.UpdateAsync(account, Google, default));
        Assert.Null(await OtherAccounts.GetUserAsync("google", "Account-1", default));
        Assert.Equal("github", Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default)).OAuthName);
    }

    [Fact]
    public async Task A_cancelled_call_stops_and_stores_nothing()
    {
        var account = await Accounts.AddAsync(Arthur.Id, Google, default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Accounts.GetUserAsync("google", "Account-1", Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Accounts.ListAsync(Arthur.Id, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Accounts.AddAsync(Arthur.Id, Google with { AccountId = "Account-2" }, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Accounts.UpdateAsync(account, Google with { AccessToken = "new" }, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Accounts.RemoveAsync(account, Cancelled));

        await Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", default);
        Assert.Equal(Google, Data(Assert.Single(await OtherAccounts.ListAsync(Arthur.Id, default))));
    }

    [Fact]
    public void Data_of_a_provider_does_not_print_its_tokens()
    {
        Assert.DoesNotContain("access", Google.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("refresh", Google.ToString(), StringComparison.Ordinal);
    }

    protected static OAuthAccountData Data(IOAuthAccount<TId> account) => new()
    {
        OAuthName = account.OAuthName,
        AccessToken = account.AccessToken,
        ExpiresAt = account.ExpiresAt,
        RefreshToken = account.RefreshToken,
        AccountId = account.AccountId,
        AccountEmail = account.AccountEmail,
    };
}
