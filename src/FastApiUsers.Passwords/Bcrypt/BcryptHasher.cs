using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// bcrypt. Writes <c>$2b$</c> and verifies <c>$2a$</c>, <c>$2b$</c> and <c>$2y$</c>. It makes no hash of a password of more than 72
/// bytes or with a NUL, for a part of those would not count. Against a hash made elsewhere the first 72 bytes are verified, as its
/// maker did; a password with a NUL never verifies.
/// </summary>
public sealed class BcryptHasher : IPasswordHasher
{
    private readonly int _cost;
    private readonly int _maximumCost;

    /// <summary>Creates it.</summary>
    /// <param name="cost">The cost of new hashes, from 4 to 31; each step doubles the time. The default is 12.</param>
    /// <param name="maximumCost">
    /// The cost above which a stored hash matches no password, so that whoever can write one row cannot keep the server busy for
    /// hours (31 takes days). The default is 18, some 64 times as long as 12.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The costs are not in the order 4, cost, maximum cost, 31.</exception>
    public BcryptHasher(int cost = 12, int maximumCost = 18)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, Bcrypt.MinimumCost);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cost, maximumCost);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumCost, Bcrypt.MaximumCost);
        _cost = cost;
        _maximumCost = maximumCost;
    }

    /// <inheritdoc/>
    public bool Identify(string hash) => BcryptStoredHash.TryParse(hash, out _);

    /// <inheritdoc/>
    public bool Verify(string password, string hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (!BcryptStoredHash.TryParse(hash, out var stored) || stored.Cost < Bcrypt.MinimumCost || stored.Cost > _maximumCost)
            return false;

        using var bytes = new PasswordBytes(password);
        Span<byte> actual = stackalloc byte[Bcrypt.HashLength];
        Bcrypt.Hash(bytes.Span, stored.Salt, stored.Cost, actual);

        // Only now: a password with NUL, which never matches, must not be answered faster than a wrong one.
        return CryptographicOperations.FixedTimeEquals(actual, stored.Hash) & !bytes.Span.Contains((byte)0);
    }

    /// <inheritdoc/>
    public bool NeedsUpdate(string hash) =>
        !BcryptStoredHash.TryParse(hash, out var stored) || stored.Version != BcryptStoredHash.CurrentVersion || stored.Cost != _cost;

    /// <inheritdoc/>
    public bool TryHash(string password, [NotNullWhen(true)] out string? hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        hash = null;
        using var bytes = new PasswordBytes(password);
        if (bytes.Span.Length > Bcrypt.MaximumPasswordLength || bytes.Span.Contains((byte)0))
            return false;

        var salt = RandomNumberGenerator.GetBytes(Bcrypt.SaltLength);
        var output = new byte[Bcrypt.HashLength];
        Bcrypt.Hash(bytes.Span, salt, _cost, output);
        hash = new BcryptStoredHash(BcryptStoredHash.CurrentVersion, _cost, salt, output).ToString();
        return true;
    }
}
