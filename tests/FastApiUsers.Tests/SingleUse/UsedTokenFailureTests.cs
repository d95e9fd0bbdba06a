using FastApiUsers.TestServers;
using FastApiUsers.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>What becomes of a mark on PostgreSQL where an answer is lost, and of the transaction of the request.</summary>
public sealed class UsedTokenFailureTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly string _id = OpaqueToken.Generate();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mark_that_was_stored_but_not_answered_never_makes_a_second_first_use(bool retries)
    {
        await using var store = await UsedTokenStore.CreateAsync(DatabaseKind.PostgreSql, retries);
        store.LoseNextAnswer("INSERT");

        Assert.False(await IsFirstAsync(store));
        Assert.False(await store.Used.TryUseAsync(_id, Lifetime, default));
        Assert.Single(await store.Database.RunAsync("SELECT id FROM used_token"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mark_that_was_renewed_but_not_answered_never_makes_a_second_first_use(bool retries)
    {
        await using var store = await UsedTokenStore.CreateAsync(DatabaseKind.PostgreSql, retries);
        await store.Used.TryUseAsync(_id, Lifetime, default);
        store.Time.Advance(Lifetime);
        store.LoseNextAnswer("UPDATE");

        Assert.False(await IsFirstAsync(store));
        Assert.False(await store.Used.TryUseAsync(_id, Lifetime, default));
    }

    [Fact]
    public async Task A_failure_that_is_not_a_taken_id_is_no_answer()
    {
        await using var store = await UsedTokenStore.CreateAsync(DatabaseKind.PostgreSql);
        await store.Database.RunAsync("ALTER TABLE used_token ADD COLUMN other int NOT NULL");

        await Assert.ThrowsAsync<DbUpdateException>(() => store.Used.TryUseAsync(_id, Lifetime, default));
    }

    [Fact]
    public async Task The_transaction_and_the_pending_changes_of_the_request_are_left_alone()
    {
        await using var store = await UsedTokenStore.CreateAsync(DatabaseKind.PostgreSql);
        await using var scope = store.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<UsedTokenDbContext>();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(new UsedTokenDbContext.Quest());
            await context.SaveChangesAsync();
            context.Add(new UsedTokenDbContext.Quest());

            Assert.True(await store.Used.TryUseAsync(_id, Lifetime, default));
            Assert.False(await store.Used.TryUseAsync(_id, Lifetime, default));

            Assert.Equal(EntityState.Added, Assert.Single(context.ChangeTracker.Entries(), entry => entry.State != EntityState.Unchanged).State);
            Assert.Equal(1, await context.Set<UsedTokenDbContext.Quest>().CountAsync());
            await transaction.RollbackAsync();
        }

        Assert.False(await store.Used.TryUseAsync(_id, Lifetime, default));
    }

    // Where nothing tries again, an outage is no answer either.
    private async Task<bool> IsFirstAsync(UsedTokenStore store)
    {
        try
        {
            return await store.Used.TryUseAsync(_id, Lifetime, default);
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException)
        {
            return false;
        }
    }
}
