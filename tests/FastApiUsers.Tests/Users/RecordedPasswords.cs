using System.Collections.Concurrent;
using FastApiUsers.Passwords;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Users;

/// <summary>Cheap hashes of several kinds, and a record of the kind of each that was verified or made. Texts that are no hash cost nothing.</summary>
internal sealed class RecordedPasswords : IPasswordHelper
{
    public static readonly PasswordHash Bcrypt = new(new BcryptHasher(cost: 4));
    public static readonly PasswordHash Pbkdf2 = new(new Pbkdf2Hasher(new Pbkdf2Parameters { Iterations = 1000 }));
    public static readonly PasswordHash Argon2 = new(new Argon2Hasher(new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1 }));

    private readonly PasswordHelper _inner = new(new PasswordHash(
        new Argon2Hasher(new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1 }), new BcryptHasher(), new Pbkdf2Hasher()));

    private readonly ConcurrentQueue<string> _kinds = [];

    /// <summary>What was hashed since this was asked last, sorted.</summary>
    public string Take()
    {
        var kinds = string.Join(' ', _kinds.Order(StringComparer.Ordinal));
        _kinds.Clear();
        return kinds;
    }

    public async ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default)
    {
        var verification = await _inner.VerifyAndUpdateAsync(password, hash, cancellationToken);
        Record(hash);
        if (verification.UpdatedHash is { } updated)
            Record(updated);
        return verification;
    }

    public async ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default)
    {
        var hash = await _inner.HashAsync(password, cancellationToken);
        Record(hash);
        return hash;
    }

    public bool NeedsUpdate(string hash) => _inner.NeedsUpdate(hash);

    public string Generate() => _inner.Generate();

    private void Record(string hash)
    {
        if (HashKind.Of(hash) is var kind && HashKind.IsOfHashes(kind))
            _kinds.Enqueue(kind);
    }
}
