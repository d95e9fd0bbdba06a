using System.Diagnostics;

namespace FastApiUsers.Passwords.Tests;

public sealed class Pbkdf2LimitsTests
{
    private static readonly byte[] Salt = [.. "sixteen byte sal"u8];

    [Theory]
    [InlineData("$pbkdf2-sha256$i=10000001$")]
    [InlineData("$pbkdf2-sha256$i=2147483647$")]
    [InlineData("$pbkdf2-sha256$2147483647$")]
    [InlineData("$pbkdf2-sha256$i=0$")]
    public void Iterations_that_would_take_hours_and_none_are_refused_at_once(string head)
    {
        var hash = head + "VI1K2hsmvxq1Urky3DQY/w$gE/SJ29k8.Esw5fJdxUrJHewh.hUkKhYhlMJjRzFjDQ".Replace('.', head.Contains('=') ? '+' : '.');
        Assert.True(new Pbkdf2Hasher().Identify(hash));

        AssertRefusedAtOnce(hash);
    }

    [Theory]
    [InlineData("pbkdf2_sha256$2147483647$abc$RrzE1aWB7E+aLxYqJ8PizkRHZHGOxwanF4Q66z9JNOs=")]
    [InlineData("AQAAAAF/////AAAAEHNpeHRlZW4gYnl0ZSBzYWwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void So_are_those_of_Django_and_Identity(string hash)
    {
        Assert.True(new Pbkdf2Hasher().Identify(hash));

        AssertRefusedAtOnce(hash);
    }

    [Fact]
    public void A_hash_at_the_limit_verifies_and_one_above_does_not()
    {
        var hash = ImportedHash.Pbkdf2.Hash("guinevere");

        Assert.True(Limited(1000).Verify("guinevere", hash));
        Assert.False(Limited(999).Verify("guinevere", hash));
    }

    [Fact]
    public void Each_part_of_a_hash_counts_the_iterations_again()
    {
        // 32 bytes by way of SHA-1, which gives 20
        Assert.True(Limited(2000).Verify("guinevere", ImportedHash.IdentityVersion2));
        Assert.False(Limited(1999).Verify("guinevere", ImportedHash.IdentityVersion2));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(400, false)]
    public void The_hash_has_16_to_64_bytes(int length, bool expected)
    {
        var hash = new PhcString("pbkdf2-sha256", null, [("i", 1000), ("l", length)], Salt, new byte[length]).ToString();

        Assert.Equal(expected, ImportedHash.Pbkdf2.Identify(hash));
    }

    [Fact]
    public void A_hasher_that_could_not_verify_its_own_hashes_is_refused() =>
        Assert.Throws<ArgumentException>("parameters", () => new Pbkdf2Hasher(limits: new Pbkdf2Limits { MaximumIterations = 599_999 }));

    private static Pbkdf2Hasher Limited(int iterations) =>
        new(new Pbkdf2Parameters { Iterations = 1 }, new Pbkdf2Limits { MaximumIterations = iterations });

    private static void AssertRefusedAtOnce(string hash)
    {
        var start = Stopwatch.GetTimestamp();
        Assert.False(new Pbkdf2Hasher().Verify("guinevere", hash));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
