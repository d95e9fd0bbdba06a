using FastApiUsers.Authentication;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>Marks of used tokens in a database of Entity Framework Core.</summary>
public abstract class EntityFrameworkUsedTokensTests(DatabaseKind kind, bool retries = false) : UsedTokensContract, IAsyncLifetime
{
    private protected UsedTokenStore Store { get; private set; } = null!;

    private protected override IUsedTokens Used => Store.Used;

    public async Task InitializeAsync() => Store = await UsedTokenStore.CreateAsync(kind, retries);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    private protected override Task PassAsync(TimeSpan time)
    {
        Store.Time.Advance(time);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Only_what_is_over_is_removed_the_oldest_first_up_to_a_limit()
    {
        var ids = Enumerable.Range(0, 6).Select(_ => NewId()).ToArray();
        for (var i = 0; i < ids.Length; i++)
            await Used.TryUseAsync(ids[i], Lifetime * (i + 1), default);
        var prunable = (IPrunableUsedTokens)Used;
        var time = Store.Time.Now + (Lifetime * 3);

        Assert.Equal(2, await prunable.DeleteExpiredAsync(time, 2, default));
        Assert.Equal(1, await prunable.DeleteExpiredAsync(time, 2, default));
        Assert.Equal(0, await prunable.DeleteExpiredAsync(time, 2, default));

        Assert.Equal([true, true, true, false, false, false], await UseAllAsync(ids));
    }

    [Fact]
    public async Task An_id_that_is_too_long_for_its_column_is_refused() =>
        await Assert.ThrowsAsync<ValueNotStorableException>(() => Used.TryUseAsync(new string('x', 44), Lifetime, default));

    [Fact]
    public async Task A_use_that_is_not_the_first_leaves_no_error_in_the_log()
    {
        var id = NewId();
        await Used.TryUseAsync(id, Lifetime, default);
        await Used.TryUseAsync(id, Lifetime, default);

        Assert.DoesNotContain(Store.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    private async Task<List<bool>> UseAllAsync(IEnumerable<string> ids)
    {
        var first = new List<bool>();
        foreach (var id in ids)
            first.Add(await Used.TryUseAsync(id, Lifetime, default));
        return first;
    }
}

public sealed class InMemoryUsedTokensTests() : EntityFrameworkUsedTokensTests(DatabaseKind.InMemory);

public sealed class SqliteUsedTokensTests() : EntityFrameworkUsedTokensTests(DatabaseKind.Sqlite);

public sealed class PostgreSqlUsedTokensTests() : EntityFrameworkUsedTokensTests(DatabaseKind.PostgreSql);

public sealed class RetryingUsedTokensTests() : EntityFrameworkUsedTokensTests(DatabaseKind.PostgreSql, retries: true);
