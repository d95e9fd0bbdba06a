using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// Argon2 (RFC 9106). Writes <c>$argon2id$v=19$m=65536,t=3,p=4$salt$hash</c> with the current parameters and verifies hashes of
/// every variant, version and parameter within its limits.
/// </summary>
public sealed class Argon2Hasher : IPasswordHasher
{
    private readonly Argon2Parameters _parameters;
    private readonly Argon2Limits _limits;
    private readonly Argon2Execution _execution;

    /// <summary>Creates it.</summary>
    /// <param name="parameters">How new hashes are made; the default is that of <see cref="Argon2Parameters"/>.</param>
    /// <param name="limits">What a stored hash may cost to verify; the default is that of <see cref="Argon2Limits"/>.</param>
    /// <param name="maxDegreeOfParallelism">
    /// How many lanes of one hash may be filled at the same time, at least 1. The default is 1: a server hashes for several users at
    /// once, and what bounds how many should hand out its processors. More shortens a hash where the processors have nothing else to do.
    /// </param>
    /// <param name="memoryPool">Where the memory of a hash comes from; the default is <see cref="Argon2MemoryPool.Shared"/>.</param>
    /// <exception cref="ArgumentException">
    /// The parameters are not allowed by Argon2, exceed the limits (this hasher could not verify its own hashes), or make a text
    /// too long to read back.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The degree of parallelism is less than 1.</exception>
    public Argon2Hasher(
        Argon2Parameters? parameters = null,
        Argon2Limits? limits = null,
        int maxDegreeOfParallelism = 1,
        Argon2MemoryPool? memoryPool = null)
    {
        _parameters = parameters ?? new Argon2Parameters();
        _limits = limits ?? new Argon2Limits();
        _execution = Argon2Execution.Create(maxDegreeOfParallelism, memoryPool);

        if (_parameters.FindFault() is { } fault)
            throw new ArgumentException(fault, nameof(parameters));
        if (!_limits.Allow(_parameters))
            throw new ArgumentException($"{_parameters} exceeds {_limits}. Raise the limits or lower the parameters.", nameof(parameters));
        if ((long)_parameters.SaltLength + _parameters.HashLength > PhcString.MaximumLength / 2)
            throw new ArgumentException($"Salt and hash together are more than {PhcString.MaximumLength / 2} bytes.", nameof(parameters));
    }

    /// <inheritdoc/>
    public bool Identify(string hash) => Argon2StoredHash.TryParse(hash, out _);

    /// <inheritdoc/>
    public bool Verify(string password, string hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (!Argon2StoredHash.TryParse(hash, out var stored)
            || stored.Parameters.FindFault() is not null
            || !_limits.Allow(stored.Parameters))
        {
            return false;
        }

        // On the stack: the text that held it has at most PhcString.MaximumLength characters.
        Span<byte> actual = stackalloc byte[stored.Hash.Length];
        Compute(password, stored.Salt, stored.Parameters, actual);
        return CryptographicOperations.FixedTimeEquals(actual, stored.Hash);
    }

    /// <inheritdoc/>
    public bool NeedsUpdate(string hash) => !Argon2StoredHash.TryParse(hash, out var stored) || stored.Parameters != _parameters;

    /// <summary>Hashes a password with a new random salt. Argon2 holds every password.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="hash">The text to store.</param>
    /// <returns>Always true.</returns>
    public bool TryHash(string password, [NotNullWhen(true)] out string? hash)
    {
        ArgumentNullException.ThrowIfNull(password);
        var salt = RandomNumberGenerator.GetBytes(_parameters.SaltLength);
        var output = new byte[_parameters.HashLength];
        Compute(password, salt, _parameters, output);
        hash = new Argon2StoredHash(_parameters, salt, output).ToString();
        return true;
    }

    private void Compute(string password, byte[] salt, Argon2Parameters parameters, Span<byte> output)
    {
        using var bytes = new PasswordBytes(password);
        Argon2.Hash(bytes.Span, salt, secret: default, associatedData: default, parameters, output, _execution);
    }
}
