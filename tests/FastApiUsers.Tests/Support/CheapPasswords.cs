using FastApiUsers.Passwords;

namespace FastApiUsers.Tests.Support;

/// <summary>Argon2 with parameters that cost next to nothing, and a count of what was asked of it.</summary>
internal sealed class CheapPasswords : IPasswordHelper
{
    private readonly PasswordHelper _inner = new(new PasswordHash(
        new Argon2Hasher(new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1 }), new BcryptHasher()));

    private int _hashes;

    public int Hashes => _hashes;

    public PasswordVerification VerifyAndUpdate(string password, string hash)
    {
        Interlocked.Increment(ref _hashes);
        return _inner.VerifyAndUpdate(password, hash);
    }

    public string Hash(string password)
    {
        Interlocked.Increment(ref _hashes);
        return _inner.Hash(password);
    }

    public string Generate() => _inner.Generate();
}
