using System.Collections.Concurrent;
using FastApiUsers.Passwords;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hashing;

/// <summary>
/// Lets so many hash at once as there are processors, on threads of its own, and the others wait, so many and so long. A burst
/// of sign-ins then costs its own clients time and nobody else: the threads that serve requests never hash, and the memory is
/// that of the hashes which run.
/// </summary>
internal sealed class HashingGate : IPasswordHelper, IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly IPasswordHelper _passwords;
    private readonly HashingOptions _options;
    private readonly HashingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly BlockingCollection<HashingJob> _queue;
    private readonly Lazy<Thread[]> _threads;

    public HashingGate(IPasswordHelper passwords, IOptions<HashingOptions> options, HashingMetrics metrics, TimeProvider time)
    {
        _passwords = passwords;
        _options = options.Value;
        _metrics = metrics;
        _time = time;
        _queue = new BlockingCollection<HashingJob>(_options.QueueLimit);
        _threads = new Lazy<Thread[]>(Start);
    }

    public ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default) =>
        EnterAsync(() => _passwords.VerifyAndUpdateAsync(password, hash, CancellationToken.None), cancellationToken);

    public ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default) =>
        EnterAsync(() => _passwords.HashAsync(password, CancellationToken.None), cancellationToken);

    public bool NeedsUpdate(string hash) => _passwords.NeedsUpdate(hash);

    public string Generate() => _passwords.Generate();

    public void Dispose()
    {
        _queue.CompleteAdding();
        while (_queue.TryTake(out var job))
            job.Refuse(new PasswordHashingBusyException(_options.QueueTimeout));

        // A hash that has begun is finished; a helper that never finishes does not keep the process.
        if (!_threads.IsValueCreated || _threads.Value.All(thread => thread.Join(StopTimeout)))
            _queue.Dispose();
    }

    private async ValueTask<TResult> EnterAsync<TResult>(Func<ValueTask<TResult>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = _threads.Value;

        var job = new HashingJob<TResult>(work, _time.GetTimestamp());
        if (!TryQueue(job))
            throw Refuse();

        _metrics.Waiting(+1);
        try
        {
            await job.WhenTaken.WaitAsync(_options.QueueTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (job.TryGiveUp())
        {
            throw Refuse();
        }
        catch (OperationCanceledException) when (job.TryGiveUp())
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
        }

        return await job.Result.ConfigureAwait(false);
    }

    private bool TryQueue(HashingJob job)
    {
        try
        {
            return _queue.TryAdd(job);
        }
        catch (InvalidOperationException)
        {
            // The program stops.
            return false;
        }
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

            _metrics.Waited(_time.GetElapsedTime(job.QueuedAt));
            var started = _time.GetTimestamp();
            job.Run();
            _metrics.Hashed(_time.GetElapsedTime(started));
        }
    }
}
