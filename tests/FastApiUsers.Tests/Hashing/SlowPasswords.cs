using FastApiUsers.Passwords;

namespace FastApiUsers.Tests.Hashing;

/// <summary>Passwords whose hashing a test holds up, and which counts how many are hashed at once.</summary>
internal sealed class SlowPasswords : IPasswordHelper, IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);
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

    public bool NeedsUpdate(string hash) => false;

    public string Generate() => "generated";

    public void Close() => _open.Reset();

    public void Open() => _open.Set();

    public void Dispose() => _open.Dispose();

    private void Hold()
    {
        var running = Interlocked.Increment(ref _running);
        int most;
        while (running > (most = Most) && Interlocked.CompareExchange(ref _most, running, most) != most)
        {
        }

        _open.Wait();
        Interlocked.Decrement(ref _running);
    }
}
