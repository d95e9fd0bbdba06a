namespace FastApiUsers.Users;

/// <summary>
/// The database of one scope with the cache before it: the read that turns a token into a user may be answered from memory, any other
/// is fresh, and each write is known to this node when it ends.
/// </summary>
internal sealed class CachingUserDatabase<TUser, TId>(Func<IUserDatabase<TUser, TId>> getDatabase, UserCache<TUser, TId> cache) : IUserDatabase<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private HashSet<TId>? _recalled;
    private bool _isForToken;
    private bool _hasWritten;
    private HashSet<TId>? _changed;

    // A request that is answered from memory needs none.
    private IUserDatabase<TUser, TId> Database => field ??= getDatabase();

    // What this scope has written may not be committed yet: nobody else may see it, and it has to see it itself.
    private bool MayRecall => _isForToken && !_hasWritten && _changed is null;

    /// <summary>Runs the read that turns a token into a user.</summary>
    public async Task<TUser?> FindForTokenAsync(Func<Task<TUser?>> find)
    {
        _isForToken = true;
        try
        {
            return await find().ConfigureAwait(false);
        }
        finally
        {
            _isForToken = false;
        }
    }

    /// <summary>Forgets a user that came from memory.</summary>
    /// <returns>Whether it did.</returns>
    public bool Forget(TUser user)
    {
        if (_recalled?.Remove(user.Id) != true)
            return false;

        cache.Remove(user.Id);
        return true;
    }

    public async Task<TUser?> GetAsync(TId id, CancellationToken cancellationToken)
    {
        if (!MayRecall)
            return await Database.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (cache.Find(id) is { } known)
        {
            (_recalled ??= []).Add(id);
            return known;
        }

        var read = cache.BeginRead();
        var user = await Database.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (user is not null && !Database.IsInTransaction)
            cache.Store(id, user, read);
        return user;
    }

    public bool IsInTransaction => Database.IsInTransaction;

    public Task<TUser?> GetByEmailAsync(string email, CancellationToken cancellationToken) => Database.GetByEmailAsync(email, cancellationToken);

    public Task CreateAsync(TUser user, CancellationToken cancellationToken)
    {
        _hasWritten = true;
        return Database.CreateAsync(user, cancellationToken);
    }

    public async Task<bool> UpdateAsync(TUser user, Action<TUser> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var id = BeginWrite(user);
        try
        {
            return await Database.UpdateAsync(user, change, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            cache.Remove(id);
        }
    }

    public async Task DeleteAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var id = BeginWrite(user);
        try
        {
            await Database.DeleteAsync(user, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            cache.Remove(id);
        }
    }

    public async Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (_changed is not null)
        {
            await Database.InTransactionAsync(work, cancellationToken).ConfigureAwait(false);
            return;
        }

        var changed = _changed = [];
        try
        {
            await Database.InTransactionAsync(work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Once more: a request in between read, and may remember, what there was before the commit.
            _changed = null;
            foreach (var id in changed)
                cache.Remove(id);
        }
    }

    public Task<string?> FindHashNotStartingWithAsync(IReadOnlyCollection<string> prefixes, CancellationToken cancellationToken) =>
        Database.FindHashNotStartingWithAsync(prefixes, cancellationToken);

    private TId BeginWrite(TUser user)
    {
        _hasWritten = true;
        _changed?.Add(user.Id);
        return user.Id;
    }
}
