using System.Diagnostics;

namespace FastApiUsers.Passwords.Tests;

public sealed class Argon2LimitsTests
{
    private const string Body = "$AAECAwQFBgcICQoLDA0ODw$BYuf6nsWA5zmyuxS0C8BaeQl99zKaq8fCv84Lv5ZS+w";

    [Theory]
    [InlineData("m=2147483647,t=1,p=1")]
    [InlineData("m=2097153,t=1,p=1")]
    [InlineData("m=8,t=2147483647,p=1")]
    [InlineData("m=65536,t=129,p=4")]
    [InlineData("m=134217720,t=1,p=16777215")]
    public void A_stored_hash_that_would_take_all_memory_or_time_is_refused_at_once(string costs)
    {
        var hasher = new Argon2Hasher();
        var hash = "$argon2id$v=19$" + costs + Body;
        Assert.True(hasher.Identify(hash));

        var start = Stopwatch.GetTimestamp();
        Assert.False(hasher.Verify("guinevere", hash));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_hash_at_the_limits_verifies_and_one_above_does_not()
    {
        var hash = new Argon2Hasher(Cheap.Parameters with { MemorySize = 100, Iterations = 3 }).Hash("guinevere");

        Assert.True(Verify(hash, memory: 100, work: 300));
        Assert.False(Verify(hash, memory: 99, work: 300));
        Assert.False(Verify(hash, memory: 100, work: 299));
    }

    [Fact]
    public void The_default_limits_allow_the_recommendations_of_RFC_9106_section_4()
    {
        Assert.NotNull(new Argon2Hasher(new Argon2Parameters { MemorySize = 1 << 21, Iterations = 1 }));
        Assert.NotNull(new Argon2Hasher(new Argon2Parameters { MemorySize = 1 << 16, Iterations = 3 }));
    }

    [Fact]
    public void A_hasher_that_could_not_verify_its_own_hashes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Argon2Hasher(limits: new Argon2Limits { MaximumMemorySize = 65535 }));
        Assert.Throws<ArgumentException>(() => new Argon2Hasher(new Argon2Parameters { Iterations = 129 }));
        Assert.Throws<ArgumentException>(() => new Argon2Hasher(new Argon2Parameters { HashLength = 600 }));

        var longest = new Argon2Hasher(Cheap.Parameters with { SaltLength = 256, HashLength = 256 });
        Assert.True(longest.Verify("guinevere", longest.Hash("guinevere")));
    }

    private static bool Verify(string hash, int memory, long work)
    {
        var limits = new Argon2Limits { MaximumMemorySize = memory, MaximumWork = work };
        return new Argon2Hasher(new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1 }, limits).Verify("guinevere", hash);
    }
}
