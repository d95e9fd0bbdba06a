namespace FastApiUsers.Passwords;

/// <summary>
/// The lanes of one slice after the other, shared out to several threads. The calling thread works too and waits only for what another
/// has begun: where the thread pool has none to spare, it fills all lanes alone. (<see cref="Parallel"/> would wait for the pool.)
/// </summary>
internal sealed class Argon2ParallelFill(Argon2Backend backend, int lanes, int workers) : IThreadPoolWorkItem
{
    private readonly object _lock = new();
    private readonly int _share = Math.Min((lanes + workers - 1) / workers, Argon2Slice.MaximumLanes);
    private Argon2Slice _slice;
    private int _begun;
    private int _filled;

    public void Run(Argon2Slice slice)
    {
        lock (_lock)
            (_slice, _begun, _filled) = (slice, 0, 0);

        // The same item for all slices, so that none of them allocates.
        for (var i = 1; i < workers; i++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();

        lock (_lock)
        {
            while (_filled < lanes)
                Monitor.Wait(_lock);
        }
    }

    // A thread that comes too late helps with the next slice. After the last it finds nothing left, and does not touch the memory,
    // which may be another hash's by then.
    public void Execute()
    {
        while (TryTake(out var slice, out var first, out var count))
        {
            backend.Fill(slice, first, count);
            lock (_lock)
            {
                _filled += count;
                if (_filled == lanes)
                    Monitor.Pulse(_lock);
            }
        }
    }

    // Slice and lanes together, since the next slice may begin at any moment for who holds none of this one.
    private bool TryTake(out Argon2Slice slice, out int first, out int count)
    {
        lock (_lock)
        {
            (slice, first, count) = (_slice, _begun, Math.Min(_share, lanes - _begun));
            _begun += count;
            return count > 0;
        }
    }
}
