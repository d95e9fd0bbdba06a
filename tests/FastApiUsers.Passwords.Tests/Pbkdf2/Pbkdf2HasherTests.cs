using System.Security.Cryptography;

namespace FastApiUsers.Passwords.Tests;

public sealed class Pbkdf2HasherTests
{
    private static readonly Pbkdf2Hasher Hasher = ImportedHash.Pbkdf2;

    [Theory]
    [MemberData(nameof(ImportedHash.OfPbkdf2), MemberType = typeof(ImportedHash))]
    public void An_imported_hash_verifies_and_needs_an_update(string password, string hash)
    {
        Assert.True(Hasher.Identify(hash));
        Assert.True(Hasher.Verify(password, hash));
        Assert.False(Hasher.Verify(password + " ", hash));
        Assert.False(Hasher.Verify("", hash));
        Assert.True(Hasher.NeedsUpdate(hash));
    }

    [Theory]
    [InlineData(ImportedHash.DjangoSha256, "abcdef", "abcdeg")]
    [InlineData(ImportedHash.DjangoSha256, "$1000$", "$1001$")]
    [InlineData(ImportedHash.DjangoSha256, "_sha256", "_sha1")]
    [InlineData(ImportedHash.PasslibSha256, "4vjV83", "4vjV82")]
    [InlineData(ImportedHash.PasslibSha256, "$1212$", "$1213$")]
    [InlineData(ImportedHash.PhcSha256WithLength, "VI1K2h", "VI1K2i")]
    [InlineData(ImportedHash.PhcSha256WithLength, "i=10000", "i=10001")]
    [InlineData(ImportedHash.PhcSha256WithLength, "-sha256", "-sha512")]
    public void Another_salt_count_or_algorithm_matches_no_more(string hash, string part, string replacement)
    {
        var password = hash == ImportedHash.DjangoSha256 ? "guinevere" : "password";
        Assert.True(Hasher.Verify(password, hash));
        Assert.Contains(part, hash, StringComparison.Ordinal);

        Assert.False(Hasher.Verify(password, hash.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_default_writes_SHA_256_and_600000_iterations()
    {
        // 16 bytes of salt and 32 of hash
        Assert.Matches(@"\A\$pbkdf2-sha256\$i=600000\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\z", new Pbkdf2Hasher().Hash("guinevere"));
    }

    [Fact]
    public void SHA_512_writes_the_64_bytes_that_it_gives()
    {
        var hasher = new Pbkdf2Hasher(new Pbkdf2Parameters { Algorithm = HashAlgorithmName.SHA512, Iterations = 1000 });

        var hash = hasher.Hash("guinevere");

        Assert.Matches(@"\A\$pbkdf2-sha512\$i=1000\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{86}\z", hash);
        Assert.True(hasher.Verify("guinevere", hash));
        Assert.False(hasher.NeedsUpdate(hash));
        Assert.True(Hasher.NeedsUpdate(hash));
    }

    [Fact]
    public void Each_hash_has_a_salt_of_its_own()
    {
        var hashes = Enumerable.Range(0, 20).Select(_ => Hasher.Hash("guinevere")).ToList();

        Assert.Equal(20, hashes.Select(hash => hash.Split('$')[3]).Distinct().Count());
        Assert.Equal(20, hashes.Select(hash => hash.Split('$')[4]).Distinct().Count());
    }

    [Fact]
    public void A_hash_with_the_current_parameters_needs_no_update()
    {
        var hash = Hasher.Hash("guinevere");

        Assert.True(Hasher.Identify(hash));
        Assert.True(Hasher.Verify("guinevere", hash));
        Assert.False(Hasher.Verify("Guinevere", hash));
        Assert.False(Hasher.NeedsUpdate(hash));
        Assert.True(new Pbkdf2Hasher(new Pbkdf2Parameters { Iterations = 1001 }).NeedsUpdate(hash));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(17, true)]
    public void A_hash_with_a_salt_of_another_length_needs_an_update(int length, bool expected)
    {
        var output = Rfc2898DeriveBytes.Pbkdf2("guinevere"u8, new byte[length], 1000, HashAlgorithmName.SHA256, 32);
        var hash = new Pbkdf2StoredHash(Pbkdf2Digest.Sha256, 1000, new byte[length], output).ToString();

        Assert.True(Hasher.Verify("guinevere", hash));
        Assert.Equal(expected, Hasher.NeedsUpdate(hash));
    }

    [Fact]
    public void A_hash_of_another_form_needs_an_update_though_its_parameters_are_the_current_ones()
    {
        var hash = Hasher.Hash("guinevere");
        var withLength = hash.Replace("i=1000", "i=1000,l=32", StringComparison.Ordinal);
        var ofPasslib = hash.Replace("i=", "", StringComparison.Ordinal).Replace('+', '.');

        Assert.True(Hasher.Verify("guinevere", withLength));
        Assert.True(Hasher.Verify("guinevere", ofPasslib));
        Assert.True(Hasher.NeedsUpdate(withLength));
        Assert.True(Hasher.NeedsUpdate(ofPasslib));
    }

    [Fact]
    public void A_hash_of_another_hasher_is_not_its_own()
    {
        string[] others =
        [
            Cheap.Argon2.Hash("guinevere"),
            Cheap.Bcrypt.Hash("guinevere"),
            ImportedHash.Scrypt.Hash("guinevere"),
            ImportedHash.DjangoScrypt,
        ];
        foreach (var other in others)
        {
            Assert.False(Hasher.Identify(other));
            Assert.False(Hasher.Verify("guinevere", other));
            Assert.True(Hasher.NeedsUpdate(other));
        }
    }

    [Fact]
    public void A_password_that_ends_in_NUL_is_neither_hashed_nor_verified()
    {
        Assert.False(Hasher.TryHash("guinevere\0", out var hash));
        Assert.Null(hash);
        Assert.False(Hasher.TryHash("\0", out _));

        // PBKDF2 answers the same for both.
        Assert.False(Hasher.Verify("guinevere\0", Hasher.Hash("guinevere")));
        Assert.False(Hasher.Verify("\0", Hasher.Hash("")));
    }

    [Fact]
    public void A_password_of_any_length_counts_to_its_last_byte()
    {
        var password = new string('x', 5000);
        var hash = Hasher.Hash(password);

        Assert.True(Hasher.Verify(password, hash));
        Assert.False(Hasher.Verify(password[..^1] + "y", hash));
        Assert.False(Hasher.Verify("a\0b", Hasher.Hash("a\0c")));
    }

    [Theory]
    [InlineData("SHA1", 600_000)]
    [InlineData("MD5", 600_000)]
    [InlineData("sha256", 600_000)]
    [InlineData(null, 600_000)]
    [InlineData("SHA256", 0)]
    [InlineData("SHA256", -1)]
    [InlineData("SHA256", 10_000_001)]
    public void Parameters_that_are_not_allowed_are_refused(string? algorithm, int iterations)
    {
        var parameters = new Pbkdf2Parameters { Algorithm = new HashAlgorithmName(algorithm), Iterations = iterations };

        Assert.Throws<ArgumentException>("parameters", () => new Pbkdf2Hasher(parameters));
    }
}
