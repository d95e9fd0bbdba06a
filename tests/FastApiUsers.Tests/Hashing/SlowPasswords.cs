using FastApiUsers.Passwords;

namespace FastApiUsers.Tests.Hashing;

/// <summary>Passwords whose hashing a test holds up, and which counts how many are hashed at once.</summary>
internal sealed class SlowPasswords : IPasswordHelper, IDisposable
{
    /// <summary>A stored hash that is not of the current kind.</summary>
    public const string Older = "older";

    private readonly ManualResetEventSlim _open = new(true);
    private readonly SemaphoreSlim _one = new(0);
    private int _running;
    private int _most;

    public int Running => Volatile.Read(ref _running);

    public int Most => Volatile.Read(ref _most);

    public ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default)
    {
        Hold();
        return ValueTask.FromResult(new PasswordVerification(password == hash, null));
    }

    public ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default)
    {
        Hold();
        return ValueTask.FromResult(password);
    }

    public bool NeedsUpdate(string hash) => hash == Older;

    public string Generate() => "generated";

    public void Close() => _open.Reset();

    public void Open() => _open.Set();

    /// <summary>Lets one hash pass while it is closed.</summary>
    public void LetOne() => _one.Release();

    public void Dispose()
    {
        _open.Dispose();
        _one.Dispose();
    }

    private void Hold()
    {
        var running = Interlocked.Increment(ref _running);
        int most;
        while (running > (most = Most) && Interlocked.CompareExchange(ref _most, running, most) != most)
        {
        }

        while (!_open.IsSet && !_one.Wait(TimeSpan.FromMilliseconds(5)))
        {
        }

        Interlocked.Decrement(ref _running);
    }
}
