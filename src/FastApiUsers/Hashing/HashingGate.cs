using System.Collections.Concurrent;
using FastApiUsers.Passwords;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hashing;

/// <summary>
/// Lets so many hash at once as there are processors, on threads of its own, and the others wait, so many and so long. A burst
/// of sign-ins then costs its own clients time and nobody else: the threads that serve requests never hash, and the memory is
/// that of the hashes which run.
/// </summary>
internal sealed class HashingGate : IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly HashingOptions _options;
    private readonly HashingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly BlockingCollection<HashingJob> _queue = [];
    private readonly SemaphoreSlim _places;
    private readonly Lazy<Thread[]> _threads;

    public HashingGate(IPasswordHelper passwords, IOptions<HashingOptions> options, HashingMetrics metrics, TimeProvider time)
    {
        Passwords = passwords;
        _options = options.Value;
        _metrics = metrics;
        _time = time;
        _places = new SemaphoreSlim(_options.QueueLimit);
        _threads = new Lazy<Thread[]>(Start);
    }

    /// <summary>What hashes behind the gate: one for the program, however it was registered.</summary>
    public IPasswordHelper Passwords { get; }

    /// <summary>Does the work when its turn has come, on a thread of the gate.</summary>
    /// <exception cref="PasswordHashingBusyException">Too many wait, or the patience ended before the turn came.</exception>
    public async ValueTask<TResult> RunAsync<TResult>(Func<ValueTask<TResult>> work, HashingPatience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = _threads.Value;

        var job = new HashingJob<TResult>(work, _time.GetTimestamp());
        if (!TryQueue(job))
            throw Refuse();

        _metrics.Waiting(+1);
        try
        {
            await job.WhenTaken.WaitAsync(patience.Left, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (TryGiveUp(job))
        {
            throw Refuse();
        }
        catch (OperationCanceledException) when (TryGiveUp(job))
        {
            throw;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Taken in the same moment: it is being hashed.
        }
        finally
        {
            _metrics.Waiting(-1);
            patience.Spend(job.QueuedAt);
        }

        return await job.Result.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        while (_queue.TryTake(out var job))
            job.Refuse(new PasswordHashingBusyException(_options.QueueTimeout));

        // A hash that has begun is finished; a helper that never finishes does not keep the process. The queue stays, for who comes
        // in this moment: it takes nothing any more, and its threads end.
        if (_threads.IsValueCreated)
            _ = _threads.Value.All(thread => thread.Join(StopTimeout));
    }

    private bool TryQueue(HashingJob job)
    {
        if (!_places.Wait(TimeSpan.Zero))
            return false;

        try
        {
            _queue.Add(job);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The program stops.
            return false;
        }
    }

    // Its place is free at once. The job itself, which is nothing by now, stays in the queue until a thread passes it.
    private bool TryGiveUp(HashingJob job)
    {
        if (!job.TryGiveUp())
            return false;
        _places.Release();
        return true;
    }

    private PasswordHashingBusyException Refuse()
    {
        _metrics.Refused();
        return new PasswordHashingBusyException(_options.QueueTimeout);
    }

    private Thread[] Start()
    {
        var threads = new Thread[_options.MaximumConcurrency];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"FastApiUsers hashing {i + 1}" };
            threads[i].Start();
        }

        return threads;
    }

    private void Work()
    {
        if (_options.YieldToRequests)
            ThreadNiceness.Lower();

        foreach (var job in _queue.GetConsumingEnumerable())
        {
            if (!job.TryTake())
                continue;

            _places.Release();
            _metrics.Waited(_time.GetElapsedTime(job.QueuedAt));
            var started = _time.GetTimestamp();
            job.Run();
            _metrics.Hashed(_time.GetElapsedTime(started));
        }
    }
}
