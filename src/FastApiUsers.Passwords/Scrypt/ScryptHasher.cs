using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// scrypt (RFC 7914), for users who come from elsewhere. Writes <c>$scrypt$ln=17,r=8,p=1$salt$hash</c>, as passlib does, and verifies
/// also what Django writes (<c>scrypt$16384$…</c>). A password that ends in NUL is neither hashed nor verified, because scrypt cannot
/// tell it from the one without.
/// </summary>
public sealed class ScryptHasher : IPasswordHasher
{
    private const int SaltLength = 16;

    private readonly ScryptParameters _parameters;
    private readonly ScryptLimits _limits;

    /// <summary>Creates it.</summary>
    /// <param name="parameters">How new hashes are made; the default is that of <see cref="ScryptParameters"/>.</param>
    /// <param name="limits">What a stored hash may cost to verify; the default is that of <see cref="ScryptLimits"/>.</param>
    /// <exception cref="ArgumentException">
    /// The parameters are not allowed, or exceed the limits: this hasher could not verify its own hashes.
    /// </exception>
    public ScryptHasher(ScryptParameters? parameters = null, ScryptLimits? limits = null)
    {
        _parameters = parameters ?? new ScryptParameters();
        _limits = limits ?? new ScryptLimits();

        if (_parameters.FindFault() is { } fault)
            throw new ArgumentException(fault, nameof(parameters));
        if (!_limits.Allow(_parameters))
            throw new ArgumentException($"{_parameters} exceeds {_limits}. Raise the limits or lower the parameters.", nameof(parameters));
    }

    /// <inheritdoc/>
    public bool Identify(string hash) => ScryptStoredHash.TryParse(hash, out _);

    /// <inheritdoc/>
    public bool Verify(string password, string hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (!ScryptStoredHash.TryParse(hash, out var stored)
            || stored.Parameters.FindFault() is not null
            || !_limits.Allow(stored.Parameters))
        {
            return false;
        }

        using var bytes = new PasswordBytes(password);
        Span<byte> actual = stackalloc byte[stored.Hash.Length];
        Scrypt.Hash(bytes.Span, stored.Salt, stored.Parameters, actual);
        var equal = CryptographicOperations.FixedTimeEquals(actual, stored.Hash);
        CryptographicOperations.ZeroMemory(actual);

        // Only now: a password that never matches must not be answered faster than a wrong one.
        return equal & !HmacKey.IsAmbiguous(bytes.Span);
    }

    /// <inheritdoc/>
    public bool NeedsUpdate(string hash) =>
        !ScryptStoredHash.TryParse(hash, out var stored)
        || stored.Parameters != _parameters
        || stored.Salt.Length != SaltLength
        || stored.Hash.Length != ScryptStoredHash.HashLength
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
        var output = new byte[ScryptStoredHash.HashLength];
        Scrypt.Hash(bytes.Span, salt, _parameters, output);
        hash = new ScryptStoredHash(_parameters, salt, output).ToString();
        return true;
    }
}
