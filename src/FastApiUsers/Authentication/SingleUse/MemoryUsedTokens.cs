namespace FastApiUsers.Authentication;

/// <summary>
/// Marks of used tokens in the memory of this program: for one node. Several nodes, between which a token would work once on each,
/// and programs that start anew within the lifetime of a token, need a store that they share.
/// </summary>
internal sealed class MemoryUsedTokens(TimeProvider time) : IUsedTokens
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _byExpiry = new();

    /// <summary>How many marks there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _used.Count;
        }
    }

    public Task<bool> TryUseAsync(string id, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<bool>(cancellationToken)
            : Task.FromResult(lifetime > TimeSpan.Zero && TryUse(id, lifetime));
    }

    private bool TryUse(string id, TimeSpan lifetime)
    {
        lock (_lock)
        {
            // Each mark is removed once, so a use costs what one removal costs, and nothing is kept but what still counts.
            var now = time.GetUtcNow();
            while (_byExpiry.TryPeek(out var oldest, out var expiry) && expiry <= now)
            {
                _byExpiry.Dequeue();
                _used.Remove(oldest);
            }

            if (!_used.Add(id))
                return false;
            _byExpiry.Enqueue(id, now + lifetime);
            return true;
        }
    }
}
