namespace FastApiUsers.Hashing;

/// <summary>One hash that waits for its turn. Either a thread of the gate takes it, or whoever waits gives it up: never both.</summary>
internal abstract class HashingJob(long queuedAt)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    public long QueuedAt { get; } = queuedAt;

    public Task WhenTaken => _taken.Task;

    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Waiting) != Waiting)
            return false;
        _taken.SetResult();
        return true;
    }

    /// <summary>Tells who waits that the turn will not come.</summary>
    public void Refuse(Exception reason)
    {
        if (TryGiveUp())
            _taken.SetException(reason);
    }

    public bool TryGiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Waiting) == Waiting;

    public abstract void Run();
}

/// <summary>One hash with its result.</summary>
internal sealed class HashingJob<TResult>(Func<ValueTask<TResult>> work, long queuedAt) : HashingJob(queuedAt)
{
    private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Result => _result.Task;

    public override void Run()
    {
        try
        {
            // The thread is the gate's own, so it may wait for a helper that works elsewhere.
            _result.SetResult(work().AsTask().GetAwaiter().GetResult());
        }
#pragma warning disable CA1031 // Whatever it is goes to whoever waits.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _result.SetException(exception);
        }
    }
}
