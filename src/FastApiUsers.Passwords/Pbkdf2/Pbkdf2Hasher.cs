using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// PBKDF2 (RFC 8018 section 5.2), for users who come from elsewhere and for those who have to stay with the algorithms of FIPS.
/// Writes <c>$pbkdf2-sha256$i=600000$salt$hash</c>. Verifies also what ASP.NET Core Identity (versions 2 and 3), Django
/// (<c>pbkdf2_sha256$…</c>, <c>pbkdf2_sha1$…</c>) and passlib (<c>$pbkdf2$…</c>, <c>$pbkdf2-sha256$…</c>, <c>$pbkdf2-sha512$…</c>) write.
/// A password that ends in NUL is neither hashed nor verified, because PBKDF2 cannot tell it from the one without.
/// </summary>
public sealed class Pbkdf2Hasher : IPasswordHasher
{
    // NIST SP 800-132 section 5.1 asks for at least 128 bits.
    private const int SaltLength = 16;

    private readonly Pbkdf2Parameters _parameters;
    private readonly Pbkdf2Limits _limits;
    private readonly Pbkdf2Digest _digest;

    /// <summary>Creates it.</summary>
    /// <param name="parameters">How new hashes are made; the default is that of <see cref="Pbkdf2Parameters"/>.</param>
    /// <param name="limits">What a stored hash may cost to verify; the default is that of <see cref="Pbkdf2Limits"/>.</param>
    /// <exception cref="ArgumentException">
    /// The parameters are not allowed, or exceed the limits: this hasher could not verify its own hashes.
    /// </exception>
    public Pbkdf2Hasher(Pbkdf2Parameters? parameters = null, Pbkdf2Limits? limits = null)
    {
        _parameters = parameters ?? new Pbkdf2Parameters();
        _limits = limits ?? new Pbkdf2Limits();

        if (_parameters.FindFault() is { } fault)
            throw new ArgumentException(fault, nameof(parameters));
        if (_parameters.Iterations > _limits.MaximumIterations)
            throw new ArgumentException($"{_parameters} exceeds {_limits}. Raise the limits or lower the parameters.", nameof(parameters));
        _digest = Pbkdf2Digest.Find(_parameters.Algorithm)!;
    }

    /// <inheritdoc/>
    public bool Identify(string hash) => Pbkdf2StoredHash.TryParse(hash, out _);

    /// <inheritdoc/>
    public bool Verify(string password, string hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (!Pbkdf2StoredHash.TryParse(hash, out var stored) || !_limits.Allow(stored))
            return false;

        using var bytes = new PasswordBytes(password);
        Span<byte> actual = stackalloc byte[stored.Hash.Length];
        Rfc2898DeriveBytes.Pbkdf2(bytes.Span, stored.Salt, actual, stored.Iterations, stored.Digest.Name);
        var equal = CryptographicOperations.FixedTimeEquals(actual, stored.Hash);
        CryptographicOperations.ZeroMemory(actual);

        // Only now: a password that never matches must not be answered faster than a wrong one.
        return equal & !HmacKey.IsAmbiguous(bytes.Span);
    }

    /// <inheritdoc/>
    public bool NeedsUpdate(string hash) =>
        !Pbkdf2StoredHash.TryParse(hash, out var stored)
        || stored.Digest != _digest
        || stored.Iterations != _parameters.Iterations
        || stored.Salt.Length != SaltLength
        || stored.ToString() != hash; // of another form

    /// <summary>Hashes a password with a new random salt.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="hash">The text to store, or null where the answer is false.</param>
    /// <returns>False for a password that ends in NUL.</returns>
    public bool TryHash(string password, [NotNullWhen(true)] out string? hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        hash = null;
        using var bytes = new PasswordBytes(password);
        if (HmacKey.IsAmbiguous(bytes.Span))
            return false;

        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var output = new byte[_digest.Length];
        Rfc2898DeriveBytes.Pbkdf2(bytes.Span, salt, output, _parameters.Iterations, _digest.Name);
        hash = new Pbkdf2StoredHash(_digest, _parameters.Iterations, salt, output).ToString();
        return true;
    }
}
