using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Sessions;

/// <summary>
/// The sessions that this node remembers, so that a request reads none. What other nodes end is learned from the store, which is
/// asked for all that ended lately when the last such answer is older than <see cref="UserSessionOptions.RevocationDelay"/>. So a session
/// is never accepted later than that after its end was stored; where the store does not answer, it is not accepted at all.
/// </summary>
internal sealed class SessionCache<TUser, TId> : IDisposable
    where TUser : class
{
    // A session is read anew after this time: should the list of the ended ones have missed one, because the clocks of two nodes
    // differ by more than the overlap or a transaction took longer, it is found then.
    private static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    // How long a request waits for the list of the ended ones, before it reads its own session instead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // One write for a session in this time, however often it is used; and how precise an idle time-out is for that.
    private static readonly TimeSpan UseInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly MemoryCache _sessions;
    private readonly ConcurrentDictionary<string, byte> _used = [];
    private readonly Lock _lock = new();
    private Task? _asking;
    private Answer? _lastAnswer;
    private long _version;
    private long _failedAt;

    public SessionCache(IServiceScopeFactory scopes, UserSessionOptions options, TimeProvider time)
    {
        _scopes = scopes;
        Options = options;
        _time = time;
        _sessions = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.CacheSize });
    }

    public UserSessionOptions Options { get; }

    /// <summary>A session that goes on, which is used now; or <see langword="null"/>.</summary>
    public async ValueTask<UserSession<TId>?> UseAsync(string id, ISessionDatabase<TId> database, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var cached = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (cached is null || !IsAlive(cached.Session, cached.LastUsedAt, now))
        {
            cached = await ReadAsync(id, database, cached, cancellationToken).ConfigureAwait(false);
            if (cached is null || !IsAlive(cached.Session, cached.LastUsedAt, now))
                return null;
        }

        if (cached.Use(now, UseInterval))
            _used[id] = 0;
        return cached.Session;
    }

    /// <summary>Whether a session goes on at a time.</summary>
    public bool IsAlive(UserSession<TId> session, DateTimeOffset lastUsedAt, DateTimeOffset now) =>
        session.EndedAt is null && now < session.ExpiresAt && now - lastUsedAt < Options.IdleTimeout + Precision;

    /// <summary>Sessions that this node has ended are refused here at once. Called after it is stored.</summary>
    public void Forget(IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
            return;

        // Whoever reads one of them at this moment sees that it is not to be remembered.
        Interlocked.Increment(ref _version);
        foreach (var id in ids)
            _sessions.Remove(id);
    }

    /// <summary>Tells the store which sessions were used lately.</summary>
    public async Task RecordUsesAsync(CancellationToken cancellationToken)
    {
        var ids = _used.Keys.ToList();
        if (ids.Count == 0)
            return;

        ids.ForEach(id => _used.TryRemove(id, out _));
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            await GetDatabase(scope).RecordUseAsync(ids, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // For the next turn.
            ids.ForEach(id => _used[id] = 0);
            throw;
        }
    }

    /// <summary>Removes sessions that are over, in batches.</summary>
    /// <returns>How many there were in this batch.</returns>
    public async Task<int> RemoveOldAsync(int limit, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await using var scope = _scopes.CreateAsyncScope();
        return await GetDatabase(scope)
            .DeleteAsync(now - TimeSpan.FromHours(1), now, now - Options.IdleTimeout - Precision, limit, cancellationToken)
            .ConfigureAwait(false);
    }

    public void Dispose() => _sessions.Dispose();

    private static ISessionDatabase<TId> GetDatabase(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredKeyedService<ISessionDatabase<TId>>(typeof(TUser));

    private async ValueTask<CachedSession<TId>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (Options.RevocationDelay == TimeSpan.Zero)
            return null;
        if (IsUpToDate())
            return Recall(id);
        if (Recall(id) is null)
            return null;

        // No answer: each request reads its own session, and fails where it cannot.
        await AskAsync(cancellationToken).ConfigureAwait(false);
        return IsUpToDate() ? Recall(id) : null;
    }

    private CachedSession<TId>? Recall(string id) =>
        _sessions.TryGetValue(id, out CachedSession<TId>? cached) && _time.GetElapsedTime(cached!.ReadAt) < MaximumAge ? cached : null;

    private async Task<CachedSession<TId>?> ReadAsync(
        string id, ISessionDatabase<TId> database, CachedSession<TId>? before, CancellationToken cancellationToken)
    {
        var (version, readAt) = (Interlocked.Read(ref _version), _time.GetTimestamp());
        if (await database.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { EndedAt: null } session)
            return null;

        var cached = new CachedSession<TId>(session, readAt);
        if ((before ?? _sessions.Get<CachedSession<TId>>(id)) is { } known)
            cached.Continue(known);
        _sessions.Set(id, cached, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = MaximumAge });
        if (version != Interlocked.Read(ref _version))
            _sessions.Remove(id);
        return cached;
    }

    private bool IsUpToDate() => Volatile.Read(ref _lastAnswer) is { } answer && _time.GetElapsedTime(answer.AskedAt) <= Options.RevocationDelay;

    // Requests that come together share one question; one that got no answer is not put again by each of them.
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        Task asking;
        lock (_lock)
        {
            if (_asking is not { IsCompleted: false } && _time.GetElapsedTime(_failedAt) > Options.RevocationDelay)
                _asking = Task.Run(AskStoreAsync, CancellationToken.None);
            asking = _asking ?? Task.CompletedTask;
        }

        await asking.WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task AskStoreAsync()
    {
        var (askedAt, now) = (_time.GetTimestamp(), _time.GetUtcNow());
        var since = _lastAnswer?.Time ?? now - MaximumAge;

        // The clock of ages may have stood still while the machine was suspended, and a store need not know of older ends.
        if (now - since > MaximumAge)
        {
            Interlocked.Increment(ref _version);
            _sessions.Clear();
        }

        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            Forget(await GetDatabase(scope).ListEndedSinceAsync(since - Overlap, CancellationToken.None).ConfigureAwait(false));
            Volatile.Write(ref _lastAnswer, new Answer(askedAt, now));
        }
#pragma warning disable CA1031 // Whoever waits reads the session itself, and fails with the reason.
        catch (Exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _failedAt, _time.GetTimestamp());
        }
    }

    private sealed record Answer(long AskedAt, DateTimeOffset Time);
}
