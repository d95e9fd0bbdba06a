using FastApiUsers.Tests.Support;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>A database at whose moments a test can do something.</summary>
internal sealed class HookedUserDatabase(IUserDatabase<Knight, Guid> database, DatabaseHooks hooks) : IUserDatabase<Knight, Guid>
{
    public async Task<Knight?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = await database.GetAsync(id, cancellationToken);
        if (Interlocked.Exchange(ref hooks.AfterRead, null) is { } hook)
            await hook();
        return user;
    }

    public Task<Knight?> GetByEmailAsync(string email, CancellationToken cancellationToken) => database.GetByEmailAsync(email, cancellationToken);

    public Task CreateAsync(Knight user, CancellationToken cancellationToken) => database.CreateAsync(user, cancellationToken);

    public Task<bool> UpdateAsync(Knight user, Action<Knight> change, CancellationToken cancellationToken) => database.UpdateAsync(user, change, cancellationToken);

    public Task DeleteAsync(Knight user, CancellationToken cancellationToken) => database.DeleteAsync(user, cancellationToken);

    public bool IsInTransaction => database.IsInTransaction;

    public Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => database.InTransactionAsync(
        async token =>
        {
            await work(token);
            if (Interlocked.Exchange(ref hooks.BeforeCommit, null) is { } hook)
                await hook();
        },
        cancellationToken);

    public Task<string?> FindHashNotStartingWithAsync(IReadOnlyCollection<string> prefixes, CancellationToken cancellationToken)
    {
        hooks.HashSearches++;
        return database.FindHashNotStartingWithAsync(prefixes, cancellationToken);
    }
}

/// <summary>What happens at those moments, once.</summary>
internal sealed class DatabaseHooks
{
    /// <summary>A user was read by the id, and nobody has it yet.</summary>
    public Func<Task>? AfterRead;

    /// <summary>All is written, and nothing committed.</summary>
    public Func<Task>? BeforeCommit;

    public int HashSearches { get; set; }
}
