using System.Diagnostics;

namespace FastApiUsers.Passwords.Tests;

public sealed class ScryptLimitsTests
{
    private const string Body = "$dO6d0xoDoLT2PofQGoNQag$g/Wf2A0vhHhaJM+addK61QPBthSmYB6uVTtQzh8CM3o";

    [Theory]
    [InlineData("ln=20,r=8,p=1")]
    [InlineData("ln=30,r=8,p=1")]
    [InlineData("ln=31,r=8,p=1")]
    [InlineData("ln=2147483647,r=8,p=1")]
    [InlineData("ln=17,r=33,p=1")]
    [InlineData("ln=1,r=2147483647,p=1")]
    [InlineData("ln=30,r=2147483647,p=2147483647")]
    [InlineData("ln=4,r=8,p=17")]
    [InlineData("ln=4,r=1,p=2147483647")]
    [InlineData("ln=1,r=1048576,p=16")]
    [InlineData("ln=0,r=8,p=1")]
    [InlineData("ln=4,r=0,p=1")]
    [InlineData("ln=4,r=8,p=0")]
    [InlineData("ln=16,r=1,p=1")]
    public void A_stored_hash_that_is_impossible_or_would_take_all_memory_or_time_is_refused_at_once(string costs)
    {
        var hasher = new ScryptHasher();
        var hash = "$scrypt$" + costs + Body;
        Assert.True(hasher.Identify(hash));

        var start = Stopwatch.GetTimestamp();
        Assert.False(hasher.Verify("guinevere", hash));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_hash_at_the_limits_verifies_and_one_above_does_not()
    {
        // 128 bytes * 8 * 2^6
        var hash = new ScryptHasher(new ScryptParameters { Cost = 6, Parallelism = 3 }).Hash("guinevere");

        Assert.True(Verify(hash, memory: 64, parallelism: 3));
        Assert.False(Verify(hash, memory: 63, parallelism: 3));
        Assert.False(Verify(hash, memory: 64, parallelism: 2));
    }

    [Fact]
    public void The_blocks_of_the_parallelism_count_as_memory_too()
    {
        // 128 bytes * 8 * 64
        var hash = new ScryptHasher(
            new ScryptParameters { Cost = 1, Parallelism = 64 },
            new ScryptLimits { MaximumParallelism = 64 }).Hash("guinevere");

        Assert.True(Verify(hash, memory: 64, parallelism: 64));
        Assert.False(Verify(hash, memory: 63, parallelism: 64));
    }

    [Theory]
    [InlineData(17, 1)]
    [InlineData(16, 2)]
    [InlineData(15, 3)]
    [InlineData(14, 5)]
    [InlineData(13, 10)]
    public void The_default_limits_allow_the_parameters_that_OWASP_lists(int cost, int parallelism) =>
        Assert.NotNull(new ScryptHasher(new ScryptParameters { Cost = cost, Parallelism = parallelism }));

    [Fact]
    public void A_hasher_that_could_not_verify_its_own_hashes_is_refused()
    {
        Assert.Throws<ArgumentException>("parameters", () => new ScryptHasher(new ScryptParameters { Cost = 20 }));
        Assert.Throws<ArgumentException>("parameters", () => new ScryptHasher(limits: new ScryptLimits { MaximumMemorySize = 131071 }));
        Assert.NotNull(new ScryptHasher(new ScryptParameters { Cost = 19 }));
    }

    [Theory]
    [InlineData(0, 8, 1)]
    [InlineData(31, 8, 1)]
    [InlineData(-1, 8, 1)]
    [InlineData(16, 1, 1)]
    [InlineData(17, 0, 1)]
    [InlineData(17, -8, 1)]
    [InlineData(17, 8, 0)]
    [InlineData(17, 8, -1)]
    [InlineData(4, 8, 1 << 21)]
    [InlineData(4, int.MaxValue, int.MaxValue)]
    public void Parameters_that_scrypt_does_not_allow_are_refused(int cost, int blockSize, int parallelism)
    {
        var parameters = new ScryptParameters { Cost = cost, BlockSize = blockSize, Parallelism = parallelism };
        var limits = new ScryptLimits { MaximumMemorySize = int.MaxValue, MaximumParallelism = int.MaxValue };

        Assert.Throws<ArgumentException>("parameters", () => new ScryptHasher(parameters, limits));
        Assert.Throws<ArgumentException>("parameters", () => Scrypt.Hash([], [], parameters, new byte[32]));
    }

    private static bool Verify(string hash, int memory, int parallelism)
    {
        var limits = new ScryptLimits { MaximumMemorySize = memory, MaximumParallelism = parallelism };
        return new ScryptHasher(new ScryptParameters { Cost = 1 }, limits).Verify("guinevere", hash);
    }
}
