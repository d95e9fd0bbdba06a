using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Contracts;

/// <summary>What a database of users promises that has unique indexes and transactions.</summary>
public abstract class RelationalUserDatabaseContract<TUser, TId>(ContractDatabase<TUser, TId> database, DatabaseKind kind, bool retries = false)
    : UserDatabaseContract<TUser, TId>(database, kind, retries)
    where TUser : ContractUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    [Theory]
    [InlineData("arthur@camelot.bt")]
    [InlineData("ARTHUR@camelot.bt")]
    public async Task A_second_user_of_an_address_is_refused_by_the_database_itself(string email)
    {
        await Assert.ThrowsAsync<UserAlreadyExistsException>(() => Users.CreateAsync(new TUser { Email = email, HashedPassword = "other" }, default));

        Assert.Equal("old", (await Other.GetByEmailAsync(email, default))!.HashedPassword);
    }

    [Fact]
    public async Task Of_many_users_of_one_address_at_once_one_is_stored()
    {
        var thrown = await RunAtOnceAsync(8, (context, number) => new EntityFrameworkUserDatabase<TUser, TId>(context).CreateAsync(
            new TUser { Email = number % 2 == 0 ? "lancelot@camelot.bt" : "Lancelot@Camelot.BT", HashedPassword = $"hash {number}" }, default));

        Assert.Single(thrown, exception => exception is null);
        Assert.Equal(7, thrown.OfType<UserAlreadyExistsException>().Count());
    }

    [Fact]
    public async Task Addresses_that_differ_in_the_case_of_other_letters_are_one_user_or_two_and_never_mixed_up()
    {
        var one = NewUser("Élaine@camelot.bt");
        await Users.CreateAsync(one, default);
        var other = new TUser { Email = "élaine@camelot.bt", HashedPassword = "other" };

        var refusal = await Record.ExceptionAsync(() => Users.CreateAsync(other, default));

        Assert.True(refusal is null or UserAlreadyExistsException);
        Assert.Equal(one.Id, (await Other.GetByEmailAsync("Élaine@camelot.bt", default))!.Id);
        Assert.Equal(refusal is null ? other.Id : one.Id, (await Other.GetByEmailAsync("élaine@camelot.bt", default))!.Id);
    }

    [Fact]
    public async Task A_change_to_a_taken_address_is_refused_and_leaves_the_user_as_it_was()
    {
        var lancelot = await AddUserAsync("lancelot@camelot.bt");

        await Assert.ThrowsAsync<UserAlreadyExistsException>(
            () => Users.UpdateAsync(lancelot, changed => (changed.Email, changed.Motto) = ("Arthur@camelot.bt", "King"), default));

        Assert.Equal(("lancelot@camelot.bt", ""), (lancelot.Email, lancelot.Motto));
        var stored = (await Other.GetAsync(lancelot.Id, default))!;
        Assert.Equal(("lancelot@camelot.bt", ""), (stored.Email, stored.Motto));
    }

    [Fact]
    public async Task The_own_address_may_change_its_case()
    {
        Assert.True(await Users.UpdateAsync(Arthur, changed => changed.Email = "Arthur@Camelot.BT", default));

        Assert.Equal("Arthur@Camelot.BT", (await Other.GetByEmailAsync(Email, default))!.Email);
    }

    [Fact]
    public async Task Of_many_changes_at_once_by_the_same_state_one_is_stored()
    {
        var stored = 0;
        var thrown = await RunAtOnceAsync(8, async (context, number) =>
        {
            var users = new EntityFrameworkUserDatabase<TUser, TId>(context);
            var arthur = new TUser { Id = Arthur.Id, Email = Arthur.Email, HashedPassword = Arthur.HashedPassword };
            if (await users.UpdateAsync(arthur, changed => changed.HashedPassword = $"new {number}", default))
                Interlocked.Increment(ref stored);
        });

        Assert.All(thrown, Assert.Null);
        Assert.Equal(1, stored);
    }

    [Fact]
    public async Task A_transaction_that_fails_stores_nothing_whatever_it_joined()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Users.InTransactionAsync(
            async token =>
            {
                await Users.CreateAsync(NewUser("lancelot@camelot.bt"), token);
                await Users.InTransactionAsync(inner => Users.CreateAsync(NewUser("galahad@camelot.bt"), inner), token);
                await Users.DeleteAsync(Arthur, token);
                throw new InvalidOperationException("No.");
            },
            default));

        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
        Assert.Null(await Other.GetByEmailAsync("galahad@camelot.bt", default));
        Assert.NotNull(await Other.GetAsync(Arthur.Id, default));
    }

    [Fact]
    public async Task A_user_is_after_a_transaction_that_fails_what_it_was_before()
    {
        var lancelot = NewUser("lancelot@camelot.bt");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Users.InTransactionAsync(
            async token =>
            {
                await Users.CreateAsync(lancelot, token);
                await Users.UpdateAsync(Arthur, changed => (changed.Motto, changed.HashedPassword) = ("Onward", "new"), token);
                await Users.InTransactionAsync(inner => Users.UpdateAsync(Arthur, changed => changed.Email = "wart@camelot.bt", inner), token);
                throw new InvalidOperationException("No.");
            },
            default));

        Assert.Equal((Email, "old", ""), (Arthur.Email, Arthur.HashedPassword, Arthur.Motto));
        Assert.Equal(new TUser().Id, lancelot.Id);

        // So the same work can run again, and nothing of the first try is left.
        Assert.True(await Users.UpdateAsync(Arthur, changed => changed.HashedPassword = "new", default));
        await Users.CreateAsync(lancelot, default);
        Assert.Equal("new", (await Other.GetAsync(Arthur.Id, default))!.HashedPassword);
        Assert.Equal(lancelot.Id, (await Other.GetByEmailAsync("lancelot@camelot.bt", default))!.Id);
    }

    [Fact]
    public async Task A_refusal_within_a_transaction_does_not_end_it()
    {
        await Users.InTransactionAsync(
            async token =>
            {
                await Users.UpdateAsync(Arthur, changed => changed.Motto = "Onward", token);
                await Assert.ThrowsAsync<UserAlreadyExistsException>(() => Users.CreateAsync(new TUser { Email = Email, HashedPassword = "other" }, token));
                await Users.CreateAsync(NewUser("lancelot@camelot.bt"), token);
            },
            default);

        Assert.Equal("Onward", (await Other.GetAsync(Arthur.Id, default))!.Motto);
        Assert.NotNull(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
    }

    [Fact]
    public async Task A_transaction_of_the_applications_own_is_joined()
    {
        await Context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await Context.Database.BeginTransactionAsync();
            await Users.InTransactionAsync(token => Users.CreateAsync(NewUser("lancelot@camelot.bt"), token), default);
        });

        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
    }

    [Fact]
    public async Task A_cancelled_transaction_stores_nothing()
    {
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Users.InTransactionAsync(
            async token =>
            {
                await Users.CreateAsync(NewUser("lancelot@camelot.bt"), token);
                await cancellation.CancelAsync();
            },
            cancellation.Token));

        Assert.Null(await Other.GetByEmailAsync("lancelot@camelot.bt", default));
    }
}
