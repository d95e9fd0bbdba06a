namespace FastApiUsers.Passwords.Tests;

public sealed class ScryptHasherTests
{
    private const string Head = "$scrypt$ln=8,r=2,p=1$";

    private static readonly ScryptHasher Hasher = ImportedHash.Scrypt;

    public static TheoryData<ScryptParameters> Others => new(
        new ScryptParameters { Cost = 5 },
        new ScryptParameters { Cost = 3 },
        new ScryptParameters { Cost = 4, BlockSize = 7 },
        new ScryptParameters { Cost = 4, Parallelism = 2 });

    [Theory]
    [MemberData(nameof(ImportedHash.OfScrypt), MemberType = typeof(ImportedHash))]
    public void An_imported_hash_verifies_and_needs_an_update(string password, string hash)
    {
        Assert.True(Hasher.Identify(hash));
        Assert.True(Hasher.Verify(password, hash));
        Assert.False(Hasher.Verify(password + " ", hash));
        Assert.True(Hasher.NeedsUpdate(hash));
    }

    [Fact]
    public void The_default_writes_128_MiB_with_blocks_of_8()
    {
        // 16 bytes of salt and 32 of hash
        Assert.Matches(@"\A\$scrypt\$ln=17,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\z", new ScryptHasher().Hash("guinevere"));
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
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_hash_with_any_other_parameter_verifies_and_needs_an_update(ScryptParameters other)
    {
        var hash = new ScryptHasher(other).Hash("guinevere");

        Assert.True(Hasher.Verify("guinevere", hash));
        Assert.False(Hasher.Verify("lancelot", hash));
        Assert.True(Hasher.NeedsUpdate(hash));
    }

    [Fact]
    public void A_hash_of_another_salt_or_hash_length_needs_an_update()
    {
        var parameters = new ScryptParameters { Cost = 4 };
        foreach (var (salt, length, current) in new[] { (16, 32, true), (15, 32, false), (17, 32, false), (16, 64, false) })
        {
            var output = new byte[length];
            Scrypt.Hash("guinevere"u8, new byte[salt], parameters, output);
            var hash = new ScryptStoredHash(parameters, new byte[salt], output).ToString();

            Assert.True(Hasher.Verify("guinevere", hash));
            Assert.NotEqual(current, Hasher.NeedsUpdate(hash));
        }
    }

    [Theory]
    [InlineData(Head, "$scrypt$ln=8,r=2,p=2$")]
    [InlineData(Head, "$scrypt$ln=8,r=3,p=1$")]
    [InlineData(Head, "$scrypt$ln=9,r=2,p=1$")]
    [InlineData(Head, "$scrypt$ln=08,r=2,p=1$")]
    [InlineData(Head, "$scrypt$ln=8,p=1,r=2$")]
    [InlineData(Head, "$scrypt$ln=8,r=2$")]
    [InlineData(Head, "$scrypt$ln=8,r=2,p=1,x=1$")]
    [InlineData(Head, "$scrypt$n=256,r=2,p=1$")]
    [InlineData(Head, "$scrypt$LN=8,r=2,p=1$")]
    [InlineData(Head, "$scrypt$v=1$ln=8,r=2,p=1$")]
    [InlineData(Head, "$Scrypt$ln=8,r=2,p=1$")]
    [InlineData(Head, "$scrypt2$ln=8,r=2,p=1$")]
    [InlineData(Head, "scrypt$ln=8,r=2,p=1$")]
    [InlineData("dO6d0xoDoLT2PofQGoNQag", "dO6d0xoDoLT2PofQGoNQaQ")]
    [InlineData("dO6d0xoDoLT2PofQGoNQag", "dO6d0xoDoLT2PofQGoNQag==")]
    [InlineData("dO6d0xoDoLT2PofQGoNQag", "")]
    [InlineData("+", ".")]
    [InlineData("YB6uVTtQzh8CM3o", "YB6uVTtQzh8CM3")]
    [InlineData("YB6uVTtQzh8CM3o", "YB6uVTtQzh8C")]
    [InlineData("g/Wf2A0vhHhaJM+addK61QPBthSmYB6uVTtQzh8CM3o", "")]
    public void A_PHC_string_written_otherwise_matches_no_password(string part, string replacement)
    {
        var hash = ImportedHash.ScryptWithSmallBlocks;
        Assert.True(Hasher.Verify("password", hash));
        Assert.Contains(part, hash, StringComparison.Ordinal);

        Assert.False(Hasher.Verify("password", hash.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("scrypt$16$", "scrypt$32$")]
    [InlineData("scrypt$16$", "scrypt$17$")]
    [InlineData("scrypt$16$", "scrypt$1$")]
    [InlineData("scrypt$16$", "scrypt$0$")]
    [InlineData("scrypt$16$", "scrypt$-16$")]
    [InlineData("scrypt$16$", "scrypt$016$")]
    [InlineData("scrypt$16$", "scrypt$4294967312$")]
    [InlineData("scrypt$16$", "$scrypt$16$")]
    [InlineData("scrypt$16$", "Scrypt$16$")]
    [InlineData("scrypt$16$abcdefghijklmnopqrstuv$", "scrypt$abcdefghijklmnopqrstuv$16$")] // N comes first
    [InlineData("abcdefghijklmnopqrstuv", "")]
    [InlineData("abcdefghijklmnopqrstuv", "abcdefghijklmnopqrstuw")]
    [InlineData("abcdefghijklmnopqrstuv", "abcdefghij klmnopqrstuv")]
    [InlineData("$8$5$", "$5$8$")]
    [InlineData("$8$5$", "$8$05$")]
    [InlineData("$8$5$", "$0$5$")]
    [InlineData("$8$5$", "$8$0$")]
    [InlineData("$8$5$", "$8$")]
    [InlineData("==", "")]
    [InlineData("==", "= =")]
    [InlineData("lQ==", "")]
    public void A_text_of_Django_written_otherwise_matches_no_password(string part, string replacement)
    {
        var hash = ImportedHash.DjangoScrypt;
        Assert.True(Hasher.Verify("guinevere", hash));
        Assert.Contains(part, hash, StringComparison.Ordinal);

        Assert.False(Hasher.Verify("guinevere", hash.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_hash_of_another_hasher_is_not_its_own()
    {
        string[] others = [Cheap.Argon2.Hash("guinevere"), Cheap.Bcrypt.Hash("guinevere"), ImportedHash.Pbkdf2.Hash("guinevere")];
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

        // scrypt answers the same for both.
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
}
