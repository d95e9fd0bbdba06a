namespace FastApiUsers.Passwords.Tests;

/// <summary>What a hash leaves to the garbage collector: the text and the small arrays it is made of, and nothing of its memory.</summary>
public sealed class AllocationTests
{
    private const int Bound = 2048;

    // What the threads share, once for each hash.
    private const int ParallelBound = 256;

    private const string Password = "correct horse battery staple";

    private static readonly Argon2Parameters Small = Cheap.Parameters with { Parallelism = 4 };

    [Fact]
    public void Argon2_on_bytes_allocates_nothing()
    {
        var (salt, output) = (new byte[16], new byte[32]);

        Assert.Equal(0, Measure(() => Argon2.Hash("guinevere"u8, salt, [], [], Small, output)));
    }

    [Fact]
    public void Argon2_on_several_threads_allocates_little_however_many_slices_it_has()
    {
        var (salt, output) = (new byte[16], new byte[32]);

        foreach (var iterations in new[] { 1, 20 })
        {
            var parameters = Small with { Iterations = iterations };
            Assert.InRange(Measure(() => Argon2.Hash("guinevere"u8, salt, [], [], parameters, output, maxDegreeOfParallelism: 2)), 1, ParallelBound);
        }
    }

    [Fact]
    public void Bcrypt_on_bytes_allocates_nothing()
    {
        var (salt, output) = (new byte[Bcrypt.SaltLength], new byte[Bcrypt.HashLength]);

        Assert.Equal(0, Measure(() => Bcrypt.Hash("guinevere"u8, salt, Bcrypt.MinimumCost, output)));
    }

    [Fact]
    public void Hashing_and_verifying_a_password_allocates_less_than_two_KiB()
    {
        foreach (var hasher in new IPasswordHasher[] { new Argon2Hasher(), Cheap.Bcrypt })
        {
            var hash = hasher.Hash(Password);

            Assert.InRange(Measure(() => hasher.Hash(Password)), 1, Bound);
            Assert.InRange(Measure(() => hasher.Verify(Password, hash)), 1, Bound);
        }
    }

    // The least of some runs: the first ones also compile and fill the pool.
    private static long Measure(Action action) => Enumerable.Range(0, 10).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
