namespace FastApiUsers.Passwords.Tests;

public sealed class Argon2ParallelTests
{
    [Fact]
    public void The_degree_of_parallelism_does_not_change_the_hash()
    {
        var hash = Cheap.Argon2.Hash("guinevere");

        foreach (var degree in new[] { 1, 2, 3, 100 })
            Assert.True(new Argon2Hasher(Cheap.Parameters, maxDegreeOfParallelism: degree).Verify("guinevere", hash));
    }

    [Fact]
    public void A_degree_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("maxDegreeOfParallelism", () => new Argon2Hasher(maxDegreeOfParallelism: 0));
        Assert.Throws<ArgumentOutOfRangeException>(
            "maxDegreeOfParallelism",
            () => Argon2.Hash([], new byte[16], [], [], Cheap.Parameters, new byte[32], maxDegreeOfParallelism: -1));
    }

    [Fact]
    public void A_thread_pool_without_a_free_thread_does_not_stop_a_hash()
    {
        using var release = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(1);
        try
        {
            // More than the pool starts in the time of this test, so that what is queued behind them does not begin.
            for (var i = 0; i < 200; i++)
            {
                blocked.AddCount();
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    release.Wait();
                    blocked.Signal();
                });
            }

            var hasher = new Argon2Hasher(Cheap.Parameters with { Parallelism = 8 }, maxDegreeOfParallelism: 8);
            var hash = "";
            var thread = new Thread(() => hash = hasher.Hash("guinevere"));
            thread.Start();

            Assert.True(thread.Join(TimeSpan.FromSeconds(5)), "The hash waits for the thread pool.");
            Assert.True(hasher.Verify("guinevere", hash));
        }
        finally
        {
            release.Set();
            blocked.Signal();
            blocked.Wait();
        }
    }
}
