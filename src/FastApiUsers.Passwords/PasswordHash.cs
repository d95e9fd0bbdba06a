using System.Text;

namespace FastApiUsers.Passwords;

/// <summary>
/// Several hashing algorithms, of which the first is the current one: new hashes are made with it, and hashes of the others
/// are recognised and replaced when their users log in.
/// </summary>
public sealed class PasswordHash
{
    private readonly IPasswordHasher[] _hashers;

    /// <summary>Creates it from its algorithms.</summary>
    /// <param name="hashers">The algorithms, the current one first.</param>
    /// <exception cref="ArgumentException">There is none, or one of them is null.</exception>
    public PasswordHash(params IPasswordHasher[] hashers)
    {
        ArgumentNullException.ThrowIfNull(hashers);
        if (hashers.Length == 0 || Array.Exists(hashers, hasher => hasher is null))
            throw new ArgumentException("Give at least one hasher, and no null: new PasswordHash(new Argon2Hasher()).", nameof(hashers));

        _hashers = [.. hashers];
    }

    /// <summary>Hashes a password with the first algorithm that can hold all of it.</summary>
    /// <param name="password">The password as the user typed it; unpaired surrogates count as U+FFFD.</param>
    /// <returns>The text to store.</returns>
    /// <exception cref="PasswordNotHashableException">None of the algorithms can hold the password.</exception>
    public string Hash(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        foreach (var hasher in _hashers)
        {
            if (hasher.TryHash(password, out var hash))
                return hash;
        }

        throw new PasswordNotHashableException(
            $"None of the hashers ({string.Join(", ", _hashers.Select(hasher => hasher.GetType().Name))}) can hold this password of "
            + $"{Encoding.UTF8.GetByteCount(password)} bytes. bcrypt holds at most {Bcrypt.MaximumPasswordLength} bytes of UTF-8 "
            + "and no NUL; an Argon2Hasher holds any password.");
    }

    /// <summary>Verifies a password and makes a new hash where the stored one is not of the current algorithm and parameters.</summary>
    /// <param name="password">The password as the user typed it; unpaired surrogates count as U+FFFD.</param>
    /// <param name="hash">The stored hash. One that is missing, unknown or broken matches no password.</param>
    /// <returns>Whether it matches, and the hash to store instead, if any.</returns>
    public PasswordVerification VerifyAndUpdate(string password, string? hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (string.IsNullOrEmpty(hash) || Array.Find(_hashers, hasher => hasher.Identify(hash)) is not { } owner)
            return default;

        return owner.Verify(password, hash) ? new PasswordVerification(true, Update(password, hash, owner)) : default;
    }

    /// <summary>Whether a stored hash is not one of the current algorithm and parameters.</summary>
    /// <param name="hash">The stored hash.</param>
    public bool NeedsUpdate(string? hash) => string.IsNullOrEmpty(hash) || !_hashers[0].Identify(hash) || _hashers[0].NeedsUpdate(hash);

    private string? Update(string password, string hash, IPasswordHasher owner)
    {
        // In the order of Hash, so that a hash which is already what Hash would make (because the current algorithm
        // cannot hold this password) is left alone instead of being replaced at each login.
        foreach (var hasher in _hashers)
        {
            if (ReferenceEquals(hasher, owner) && !hasher.NeedsUpdate(hash))
                return null;
            if (hasher.TryHash(password, out var updated))
                return updated;
        }

        return null;
    }
}
