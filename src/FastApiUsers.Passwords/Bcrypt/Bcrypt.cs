using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// The bcrypt function of Provos and Mazières ("A Future-Adaptable Password Scheme", 1999) on bytes, as version <c>2b</c>. For
/// passwords use <see cref="BcryptHasher"/>, which also makes the salt and the text to store.
/// </summary>
public static class Bcrypt
{
    /// <summary>The bytes of a password that count; what follows is ignored.</summary>
    public const int MaximumPasswordLength = 72;

    /// <summary>The length of a salt in bytes.</summary>
    public const int SaltLength = 16;

    /// <summary>The length of a hash in bytes. The last byte of the 24 was dropped by the original, and so by all since.</summary>
    public const int HashLength = 23;

    /// <summary>The least cost.</summary>
    public const int MinimumCost = 4;

    /// <summary>The greatest cost.</summary>
    public const int MaximumCost = 31;

    private const int Encryptions = 64;

    /// <summary>Computes a bcrypt hash.</summary>
    /// <param name="password">
    /// The password without its closing NUL. Only the first 72 bytes count; a NUL within is hashed as any byte, but other
    /// implementations stop there.
    /// </param>
    /// <param name="salt">The salt, of 16 bytes.</param>
    /// <param name="cost">The binary logarithm of the number of rounds, from 4 to 31.</param>
    /// <param name="output">Receives the hash, of 23 bytes.</param>
    /// <exception cref="ArgumentException">The salt or the output has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is not between 4 and 31.</exception>
    public static void Hash(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int cost, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, MinimumCost);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cost, MaximumCost);
        if (salt.Length != SaltLength)
            throw new ArgumentException($"The salt has {salt.Length} bytes, not {SaltLength}.", nameof(salt));
        if (output.Length != HashLength)
            throw new ArgumentException($"The output has {output.Length} bytes, not {HashLength}.", nameof(output));

        Span<uint> key = stackalloc uint[Blowfish.Subkeys];
        Span<uint> saltWords = stackalloc uint[Blowfish.Subkeys];
        Span<byte> keyBytes = stackalloc byte[MaximumPasswordLength + 1];
        keyBytes.Clear();

        // The closing NUL is part of the key, so that "a" and "aa" differ though keys repeat.
        var counted = password[..Math.Min(password.Length, MaximumPasswordLength)];
        counted.CopyTo(keyBytes);
        RepeatAsWords(keyBytes[..(counted.Length + 1)], key);
        RepeatAsWords(salt, saltWords);

        using var blowfish = new Blowfish(stackalloc uint[Blowfish.StateLength]);
        SetUp(blowfish, key, saltWords, cost);
        EncryptMagic(blowfish, output);

        CryptographicOperations.ZeroMemory(keyBytes);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(key));
    }

    // EksBlowfishSetup of the paper.
    private static void SetUp(Blowfish blowfish, ReadOnlySpan<uint> key, ReadOnlySpan<uint> salt, int cost)
    {
        blowfish.Expand(key, salt[..(SaltLength / sizeof(uint))]);
        for (var round = 0L; round < 1L << cost; round++)
        {
            blowfish.Expand(key, []);
            blowfish.Expand(salt, []);
        }
    }

    private static void EncryptMagic(Blowfish blowfish, Span<byte> output)
    {
        var magic = "OrpheanBeholderScryDoubt"u8;
        Span<byte> text = stackalloc byte[24];
        for (var i = 0; i < magic.Length; i += 8)
        {
            var left = BinaryPrimitives.ReadUInt32BigEndian(magic[i..]);
            var right = BinaryPrimitives.ReadUInt32BigEndian(magic[(i + 4)..]);
            for (var n = 0; n < Encryptions; n++)
                blowfish.Encrypt(ref left, ref right);

            BinaryPrimitives.WriteUInt32BigEndian(text[i..], left);
            BinaryPrimitives.WriteUInt32BigEndian(text[(i + 4)..], right);
        }

        text[..HashLength].CopyTo(output);
    }

    private static void RepeatAsWords(ReadOnlySpan<byte> bytes, Span<uint> words)
    {
        var position = 0;
        for (var i = 0; i < words.Length; i++)
        {
            for (var n = 0; n < sizeof(uint); n++)
                words[i] = words[i] << 8 | bytes[position++ % bytes.Length];
        }
    }
}
