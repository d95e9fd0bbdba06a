using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>How new PBKDF2 hashes are made. The salt has 16 bytes, and the hash the length that its algorithm gives.</summary>
public sealed record Pbkdf2Parameters
{
    /// <summary>The hash algorithm under the HMAC: SHA-256 or SHA-512. Hashes with SHA-1 are verified, but not made.</summary>
    /// <value>The default is <see cref="HashAlgorithmName.SHA256"/>.</value>
    public HashAlgorithmName Algorithm { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>The number of iterations; at least 1.</summary>
    /// <value>The default is 600000, which the OWASP Password Storage Cheat Sheet asks for with SHA-256.</value>
    public int Iterations { get; init; } = 600_000;

    /// <summary>Finds the first parameter that is not allowed.</summary>
    /// <returns>What is wrong and the rule, or null.</returns>
    internal string? FindFault() => this switch
    {
        _ when Algorithm != HashAlgorithmName.SHA256 && Algorithm != HashAlgorithmName.SHA512 =>
            $"Algorithm {Algorithm} is neither SHA256 nor SHA512.",
        { Iterations: < 1 } => $"Iterations {Iterations} is less than 1.",
        _ => null,
    };
}
