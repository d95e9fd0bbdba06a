using FastApiUsers.Passwords;

namespace FastApiUsers.Tests.Support;

/// <summary>Argon2 with parameters that cost next to nothing, and a count of what was asked of it.</summary>
internal sealed class CheapPasswords : IPasswordHelper
{
    private readonly PasswordHelper _inner = new(new PasswordHash(
        new Argon2Hasher(new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1 }), new BcryptHasher()));

    private int _hashes;
    private int _olderHashes;

    public int Hashes => _hashes;

    /// <summary>How many of them were verifications of a hash that is not of the current kind.</summary>
    public int OlderHashes => _olderHashes;

    public ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _hashes);
        if (_inner.NeedsUpdate(hash))
            Interlocked.Increment(ref _olderHashes);
        return _inner.VerifyAndUpdateAsync(password, hash, cancellationToken);
    }

    public ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _hashes);
        return _inner.HashAsync(password, cancellationToken);
    }

    public bool NeedsUpdate(string hash) => _inner.NeedsUpdate(hash);

    public string Generate() => _inner.Generate();
}
