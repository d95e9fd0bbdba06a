namespace FastApiUsers.Passwords.Tests;

public sealed class Argon2HasherTests
{
    public static TheoryData<Argon2Parameters> Others => new(
        Cheap.Parameters with { Type = Argon2Type.Argon2i },
        Cheap.Parameters with { Type = Argon2Type.Argon2d },
        Cheap.Parameters with { Version = Argon2Version.Version10 },
        Cheap.Parameters with { MemorySize = 128 },
        Cheap.Parameters with { MemorySize = 32 },
        Cheap.Parameters with { Iterations = 2 },
        Cheap.Parameters with { Parallelism = 1 },
        Cheap.Parameters with { SaltLength = 8 },
        Cheap.Parameters with { SaltLength = 32 },
        Cheap.Parameters with { HashLength = 16 },
        Cheap.Parameters with { HashLength = 64 });

    [Fact]
    public void Each_hash_has_a_salt_of_its_own()
    {
        var hashes = Enumerable.Range(0, 20).Select(_ => Cheap.Argon2.Hash("guinevere")).ToList();

        Assert.Equal(20, hashes.Select(hash => hash.Split('$')[4]).Distinct().Count());
        Assert.Equal(20, hashes.Select(hash => hash.Split('$')[5]).Distinct().Count());
    }

    [Fact]
    public void A_hash_with_the_current_parameters_needs_no_update()
    {
        var hash = Cheap.Argon2.Hash("guinevere");

        Assert.True(Cheap.Argon2.Identify(hash));
        Assert.True(Cheap.Argon2.Verify("guinevere", hash));
        Assert.False(Cheap.Argon2.Verify("Guinevere", hash));
        Assert.False(Cheap.Argon2.NeedsUpdate(hash));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_hash_with_any_other_parameter_verifies_and_needs_an_update(Argon2Parameters other)
    {
        var hash = new Argon2Hasher(other).Hash("guinevere");

        Assert.True(Cheap.Argon2.Identify(hash));
        Assert.True(Cheap.Argon2.Verify("guinevere", hash));
        Assert.False(Cheap.Argon2.Verify("lancelot", hash));
        Assert.True(Cheap.Argon2.NeedsUpdate(hash));
    }

    [Fact]
    public void A_hash_without_a_version_is_one_of_version_10()
    {
        var old = new Argon2Hasher(Cheap.Parameters with { Version = Argon2Version.Version10 }).Hash("guinevere");
        var current = Cheap.Argon2.Hash("guinevere");

        Assert.True(Cheap.Argon2.Verify("guinevere", old.Replace("$v=16", "", StringComparison.Ordinal)));
        Assert.False(Cheap.Argon2.Verify("guinevere", current.Replace("$v=19", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("$v=19", "$v=18")]
    [InlineData("$v=19", "$v=0")]
    [InlineData("$v=19", "$v=019")]
    [InlineData("$v=19", "$v=")]
    [InlineData("$v=19", "$v=19$v=19")]
    [InlineData("m=64", "m=064")]
    [InlineData("m=64", "m=+64")]
    [InlineData("m=64", "m=64\0")]
    [InlineData("m=64", "m=15")]
    [InlineData("m=64", "m=4294967360")]
    [InlineData("m=64", "M=64")]
    [InlineData("t=1", "t=0")]
    [InlineData("t=1", "t=-1")]
    [InlineData("p=2", "p=0")]
    [InlineData("p=2", "p=2,data=AAAA")]
    [InlineData("p=2", "p=2,p=2")]
    [InlineData("m=64,t=1,p=2", "p=2,t=1,m=64")]
    [InlineData("m=64,t=1,p=2", "m=64,t=1")]
    [InlineData("argon2id", "argon2")]
    [InlineData("argon2id", "Argon2id")]
    [InlineData("argon2id", "argon2id ")]
    public void A_header_written_otherwise_matches_no_password(string part, string replacement)
    {
        var hash = Cheap.Argon2.Hash("guinevere");
        Assert.Contains(part, hash, StringComparison.Ordinal);

        Assert.False(Cheap.Argon2.Verify("guinevere", hash.Replace(part, replacement, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_bcrypt_hash_is_not_its_own()
    {
        var hash = Cheap.Bcrypt.Hash("guinevere");

        Assert.False(Cheap.Argon2.Identify(hash));
        Assert.False(Cheap.Argon2.Verify("guinevere", hash));
        Assert.True(Cheap.Argon2.NeedsUpdate(hash));
    }

    [Fact]
    public void A_password_of_any_length_counts_to_its_last_byte()
    {
        var password = new string('x', 5000);
        var hash = Cheap.Argon2.Hash(password);

        Assert.True(Cheap.Argon2.Verify(password, hash));
        Assert.False(Cheap.Argon2.Verify(password[..^1] + "y", hash));
        Assert.False(Cheap.Argon2.Verify("a\0b", Cheap.Argon2.Hash("a\0c")));
    }
}
