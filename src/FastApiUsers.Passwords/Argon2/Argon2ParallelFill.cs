namespace FastApiUsers.Passwords;

/// <summary>
/// The lanes of one slice, shared out to several threads. The calling thread works too and waits only for what another has begun: where
/// the thread pool has none to spare, it fills all lanes alone. (<see cref="Parallel"/> would wait for the pool.)
/// </summary>
internal sealed class Argon2ParallelFill(Argon2Backend backend, Argon2Slice slice, int lanes, int workers) : IThreadPoolWorkItem
{
    private readonly object _done = new();
    private readonly int _share = Math.Min((lanes + workers - 1) / workers, Argon2Slice.MaximumLanes);
    private int _begun;
    private int _filled;

    public void Run()
    {
        for (var i = 1; i < workers; i++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();

        lock (_done)
        {
            while (_filled < lanes)
                Monitor.Wait(_done);
        }
    }

    // A thread that comes too late finds nothing left, and does not touch the memory, which may be another hash's by then.
    public void Execute()
    {
        for (var first = Take(); first < lanes; first = Take())
        {
            var count = Math.Min(_share, lanes - first);
            backend.Fill(slice, first, count);
            lock (_done)
            {
                _filled += count;
                if (_filled == lanes)
                    Monitor.Pulse(_done);
            }
        }
    }

    private int Take() => Interlocked.Add(ref _begun, _share) - _share;
}
