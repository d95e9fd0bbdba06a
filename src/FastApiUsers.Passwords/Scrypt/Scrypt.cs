using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// The scrypt function of RFC 7914 on bytes. For passwords use <see cref="ScryptHasher"/>, which also makes the salt and the text to
/// store.
/// </summary>
public static class Scrypt
{
    /// <summary>Computes an scrypt hash. It takes the memory of the parameters, and wipes it at the end.</summary>
    /// <param name="password">The passphrase P, of any length.</param>
    /// <param name="salt">The salt S, of any length.</param>
    /// <param name="parameters">The costs N, r and p.</param>
    /// <param name="output">Receives the derived key; its length is dkLen.</param>
    /// <exception cref="ArgumentException">A parameter is not allowed.</exception>
    /// <exception cref="OutOfMemoryException">The memory of the parameters cannot be had.</exception>
    public static void Hash(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ScryptParameters parameters, Span<byte> output)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.FindFault() is { } fault)
            throw new ArgumentException(fault, nameof(parameters));

        // RFC 7914 section 6, step 1
        using var memory = new ScryptMemory(parameters);
        var input = memory.Input;
        Rfc2898DeriveBytes.Pbkdf2(password, salt, input, iterations: 1, HashAlgorithmName.SHA256);

        // Step 2
        var blockBytes = input.Length / parameters.Parallelism;
        for (var start = 0; start < input.Length; start += blockBytes)
            ScryptMix.Run(input.Slice(start, blockBytes), memory);

        // Step 3
        Rfc2898DeriveBytes.Pbkdf2(password, input, output, iterations: 1, HashAlgorithmName.SHA256);
    }
}
