using Microsoft.Extensions.Caching.Memory;

namespace FastApiUsers.Users;

/// <summary>
/// The users that this node remembers, so that a request with a token reads none; there is one where <c>AddUserCache</c> was called.
/// The manager keeps it in step. An application that changes users past the manager calls <see cref="Remove"/>, or is content
/// with <see cref="UserCacheOptions.MaximumStaleness"/>.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public sealed class UserCache<TUser, TId> : IDisposable
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _maximumStaleness;
    private readonly MemoryCache _users;
    private readonly Lock _lock = new();
    private long _removals;

    internal UserCache(UserCacheOptions options, TimeProvider time)
    {
        _time = time;
        _maximumStaleness = options.MaximumStaleness;
        _users = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.MaximumUsers });
    }

    /// <summary>Forgets a user on this node: the next request reads it anew. Call it after the change is committed.</summary>
    /// <param name="id">The id of the user, who need not be remembered.</param>
    public void Remove(TId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_lock)
        {
            _removals++;
            _users.Remove(id);
        }
    }

    /// <summary>A copy of a user that is remembered, for one request alone; or <see langword="null"/>.</summary>
    internal TUser? Find(TId id) =>
        _users.TryGetValue(id, out RememberedUser? known) && _time.GetElapsedTime(known!.ReadAt) < _maximumStaleness ? UserCopy.Of(known.User) : null;

    /// <summary>Begins a read of the database, whose result <see cref="Store"/> may remember.</summary>
    internal UserRead BeginRead() => new(Interlocked.Read(ref _removals), _time.GetTimestamp());

    /// <summary>Remembers a user as it was read, unless any was removed since the read began: this one may have been read before its change.</summary>
    internal void Store(TId id, TUser user, UserRead read)
    {
        // Counted from before the database was asked, so that a slow answer makes nothing older.
        var left = _maximumStaleness - _time.GetElapsedTime(read.At);

        // One who is reactivated elsewhere must not wait. An id that the database took for another, as without regard to case, would
        // not be found when it is removed.
        if (left <= TimeSpan.Zero || !user.IsActive || !user.Id.Equals(id) || !UserCopy.IsSafe(user.GetType()))
            return;

        var remembered = new RememberedUser(UserCopy.Of(user), read.At);
        lock (_lock)
        {
            if (read.Removals == _removals && (_users.Get<RememberedUser>(id) is not { } known || known.ReadAt <= read.At))
                _users.Set(id, remembered, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left });
        }
    }

    void IDisposable.Dispose() => _users.Dispose();

    /// <param name="Removals">How many users had been removed by then.</param>
    /// <param name="At">When it began, by the clock that only moves forward.</param>
    internal readonly record struct UserRead(long Removals, long At);

    // The cache's own expiry, by the system's clock, frees memory; what counts is the age by the application's.
    private sealed record RememberedUser(TUser User, long ReadAt);
}
