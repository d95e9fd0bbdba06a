using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Passwords.Tests;

/// <summary>Against <see cref="PasswordHasher{TUser}"/> of ASP.NET Core itself.</summary>
public sealed class IdentityHashTests
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly Pbkdf2Hasher Hasher = ImportedHash.Pbkdf2;

    [Theory]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV2, 1000)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3, 1)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3, 10_000)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3, 100_000)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3, 123_457)]
    public void What_Identity_hashes_verifies(PasswordHasherCompatibilityMode mode, int iterations)
    {
        var original = Original(mode, iterations);
        foreach (var password in new[] { "guinevere", "", "pässwörd😀", " ", new string('x', 300), "a\0b" })
        {
            var hash = original.HashPassword(new object(), password);

            Assert.True(Hasher.Identify(hash));
            Assert.True(Hasher.Verify(password, hash), $"{password} does not verify: {hash}");
            Assert.False(Hasher.Verify(password + "x", hash));
            Assert.True(Hasher.NeedsUpdate(hash));
        }
    }

    [Theory]
    [InlineData(0, "SHA1")]
    [InlineData(1, "SHA256")]
    [InlineData(2, "SHA512")]
    public void Each_algorithm_that_Identity_verifies_is_verified(int number, string algorithm)
    {
        var hash = Version3((uint)number, iterations: 5000, saltLength: 16, algorithm);

        // It would have a hash that is not of SHA-512 replaced, but verifies it.
        var original = Original(PasswordHasherCompatibilityMode.IdentityV3, iterations: 5000);
        Assert.NotEqual(PasswordVerificationResult.Failed, original.VerifyHashedPassword(new object(), hash, "guinevere"));
        Assert.True(Hasher.Verify("guinevere", hash));
        Assert.False(Hasher.Verify("lancelot", hash));
    }

    [Fact]
    public void A_changed_salt_or_subkey_matches_no_more()
    {
        foreach (var hash in new[] { ImportedHash.IdentityVersion2, ImportedHash.IdentityVersion3 })
        {
            var bytes = Convert.FromBase64String(hash);
            for (var i = 1; i < bytes.Length; i++)
            {
                var changed = bytes.ToArray();
                changed[i] ^= 1;
                Assert.False(Hasher.Verify("guinevere", Convert.ToBase64String(changed)), $"Byte {i}");
            }
        }
    }

    [Theory]
    [InlineData(3u, 5000, 16u)]
    [InlineData(uint.MaxValue, 5000, 16u)]
    [InlineData(1u, 0, 16u)]
    [InlineData(1u, -1, 16u)]
    [InlineData(1u, int.MinValue, 16u)]
    [InlineData(1u, 5000, 0u)]
    [InlineData(1u, 5000, 15u)]
    [InlineData(1u, 5000, 17u)]
    [InlineData(1u, 5000, 48u)]
    [InlineData(1u, 5000, uint.MaxValue)]
    public void A_header_that_Identity_does_not_write_is_not_recognised(uint number, int iterations, uint saltLength)
    {
        var hash = Version3(number, iterations, saltLength, "SHA256");

        Assert.False(Hasher.Identify(hash));
        Assert.False(Hasher.Verify("guinevere", hash));
    }

    [Fact]
    public void Only_the_marker_of_its_own_length_is_recognised()
    {
        var random = new Deterministic("markers");
        for (var length = 1; length < 100; length++)
        {
            for (var marker = 0; marker < 256; marker++)
            {
                byte[] bytes = [(byte)marker, 0, 0, 0, 1, 0, 0, 3, 232, 0, 0, 0, 16, .. random.Bytes(length)];

                var isVersion2 = (bytes.Length, marker) == (49, 0);
                var isVersion3 = (bytes.Length, marker) == (61, 1);
                Assert.Equal(isVersion2 || isVersion3, Hasher.Identify(Convert.ToBase64String(bytes)));
            }
        }
    }

    [Theory]
    [InlineData("=", "")]
    [InlineData("==", "")]
    [InlineData("==", "== ")]
    [InlineData("==", "=\n=")]
    [InlineData("A", " A")]
    [InlineData("A", "-")]
    public void Base64_that_is_written_otherwise_is_not_recognised(string part, string replacement)
    {
        foreach (var hash in new[] { ImportedHash.IdentityVersion2, ImportedHash.IdentityVersion3 })
        {
            var place = hash.IndexOf(part, StringComparison.Ordinal);
            Assert.False(Hasher.Identify(hash.Remove(place, part.Length).Insert(place, replacement)));
        }
    }

    [Fact]
    public void Stray_bits_in_the_last_character_are_not_recognised()
    {
        foreach (var hash in new[] { ImportedHash.IdentityVersion2, ImportedHash.IdentityVersion3 })
            Assert.Equal(4, Base64.Count(last => Hasher.Identify($"{hash[..^3]}{last}==")));
    }

    private static PasswordHasher<object> Original(PasswordHasherCompatibilityMode mode, int iterations) =>
        new(Options.Create(new PasswordHasherOptions { CompatibilityMode = mode, IterationCount = iterations }));

    private static string Version3(uint number, int iterations, uint saltLength, string algorithm)
    {
        var bytes = new byte[61];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), number);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), iterations);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), saltLength);
        "sixteen byte sal"u8.CopyTo(bytes.AsSpan(13));
        var name = new HashAlgorithmName(algorithm);
        Rfc2898DeriveBytes.Pbkdf2("guinevere"u8, bytes.AsSpan(13, 16), bytes.AsSpan(29), Math.Max(1, iterations), name);
        return Convert.ToBase64String(bytes);
    }
}
