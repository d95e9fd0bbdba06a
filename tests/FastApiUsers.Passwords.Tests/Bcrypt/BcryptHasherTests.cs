using System.Diagnostics;

namespace FastApiUsers.Passwords.Tests;

public sealed class BcryptHasherTests
{
    private static readonly string Longest = new('x', 72);

    // Of the paper's salt and "guinevere", recorded from the original.
    private const string Known = "$2b$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S";

    [Fact]
    public void A_new_hash_is_2b_of_cost_12_with_a_salt_of_its_own()
    {
        var hasher = new BcryptHasher();
        var (first, second) = (hasher.Hash("guinevere"), hasher.Hash("guinevere"));

        Assert.Matches(@"\A\$2b\$12\$[./A-Za-z0-9]{53}\z", first);
        Assert.NotEqual(first, second);
        Assert.False(hasher.NeedsUpdate(first));
        Assert.True(hasher.Verify("guinevere", first));
    }

    [Theory]
    [InlineData("2a")]
    [InlineData("2y")]
    public void An_older_version_verifies_and_needs_an_update(string version)
    {
        var hash = Known.Replace("2b", version, StringComparison.Ordinal);

        Assert.True(Cheap.Bcrypt.Identify(hash));
        Assert.True(Cheap.Bcrypt.Verify("guinevere", hash));
        Assert.False(Cheap.Bcrypt.Verify("lancelot", hash));
        Assert.True(Cheap.Bcrypt.NeedsUpdate(hash));
    }

    [Fact]
    public void Another_cost_verifies_and_needs_an_update()
    {
        Assert.False(new BcryptHasher(4).NeedsUpdate(Known));
        Assert.True(new BcryptHasher(5).NeedsUpdate(Known));
        Assert.True(new BcryptHasher(5).Verify("guinevere", Known));
    }

    [Fact]
    public void A_password_of_72_bytes_is_held_and_one_of_73_is_not()
    {
        Assert.True(Cheap.Bcrypt.Verify(Longest, Cheap.Bcrypt.Hash(Longest)));
        Assert.False(Cheap.Bcrypt.Verify(Longest[1..], Cheap.Bcrypt.Hash(Longest)));
        Assert.False(Cheap.Bcrypt.TryHash(Longest + "x", out var hash));
        Assert.Null(hash);

        // Bytes, not characters: 36 letters of two bytes each, and one more.
        Assert.True(Cheap.Bcrypt.TryHash(new string('ä', 36), out _));
        Assert.False(Cheap.Bcrypt.TryHash(new string('ä', 37), out _));
    }

    [Fact]
    public void Only_the_first_72_bytes_count_against_a_hash_made_elsewhere()
    {
        var foreign = Cheap.Bcrypt.Hash(Longest);

        Assert.True(Cheap.Bcrypt.Verify(Longest + "anything", foreign));
        Assert.False(Cheap.Bcrypt.Verify(Longest[..71] + "y" + "anything", foreign));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("guinevere\0")]
    [InlineData("guine\0vere")]
    [InlineData("\0guinevere")]
    public void A_password_with_NUL_is_never_held_and_never_verifies(string password)
    {
        Assert.False(Cheap.Bcrypt.TryHash(password, out _));
        Assert.False(Cheap.Bcrypt.Verify(password, Known));

        // Not even against a hash of exactly its bytes, or of those before the NUL.
        foreach (var bytes in new[] { password, password.Split('\0')[0] })
        {
            var salt = new byte[Bcrypt.SaltLength];
            var output = new byte[Bcrypt.HashLength];
            Bcrypt.Hash(System.Text.Encoding.UTF8.GetBytes(bytes), salt, 4, output);
            Assert.False(Cheap.Bcrypt.Verify(password, new BcryptStoredHash("2b", 4, salt, output).ToString()));
        }
    }

    [Fact]
    public void A_NUL_past_the_72_bytes_does_not_verify_either()
    {
        Assert.False(Cheap.Bcrypt.Verify(Longest + "\0", Cheap.Bcrypt.Hash(Longest)));
    }

    [Theory]
    [InlineData("$2b$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S\n")]
    [InlineData("$2b$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34")]
    [InlineData("$2b$4$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2b$+4$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2b$ 4$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2b$4\0$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2b$004$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2x$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2B$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")]
    [InlineData("$2b$04$R9h/cIPz0gi.URNNX3kh2PF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S")] // stray bits in the salt
    [InlineData("$2b$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34T")] // stray bits in the hash
    public void A_hash_written_otherwise_is_not_recognised(string hash)
    {
        Assert.True(Cheap.Bcrypt.Verify("guinevere", Known));
        Assert.False(Cheap.Bcrypt.Identify(hash));
        Assert.False(Cheap.Bcrypt.Verify("guinevere", hash));
        Assert.True(Cheap.Bcrypt.NeedsUpdate(hash));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("03")]
    [InlineData("19")]
    [InlineData("31")]
    [InlineData("32")]
    [InlineData("99")]
    public void A_stored_cost_that_is_impossible_or_above_the_maximum_is_refused_at_once(string cost)
    {
        var start = Stopwatch.GetTimestamp();

        Assert.False(new BcryptHasher().Verify("guinevere", Known.Replace("$04$", $"${cost}$", StringComparison.Ordinal)));

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_stored_cost_up_to_the_maximum_verifies()
    {
        var hash = new BcryptHasher(cost: 6).Hash("guinevere");

        Assert.True(new BcryptHasher(cost: 4, maximumCost: 6).Verify("guinevere", hash));
        Assert.False(new BcryptHasher(cost: 4, maximumCost: 5).Verify("guinevere", hash));
    }

    [Theory]
    [InlineData(3, 18)]
    [InlineData(12, 11)]
    [InlineData(12, 32)]
    public void Costs_out_of_order_are_refused(int cost, int maximumCost) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BcryptHasher(cost, maximumCost));

    [Fact]
    public void The_low_level_function_refuses_wrong_lengths_and_costs()
    {
        Assert.Throws<ArgumentException>("salt", () => Bcrypt.Hash([], new byte[15], 4, new byte[23]));
        Assert.Throws<ArgumentException>("output", () => Bcrypt.Hash([], new byte[16], 4, new byte[24]));
        Assert.Throws<ArgumentOutOfRangeException>("cost", () => Bcrypt.Hash([], new byte[16], 3, new byte[23]));
        Assert.Throws<ArgumentOutOfRangeException>("cost", () => Bcrypt.Hash([], new byte[16], 32, new byte[23]));
    }
}
