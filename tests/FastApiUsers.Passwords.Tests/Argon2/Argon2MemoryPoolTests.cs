using System.Runtime.InteropServices;

namespace FastApiUsers.Passwords.Tests;

public sealed unsafe class Argon2MemoryPoolTests
{
    private static readonly Argon2Parameters Larger = Cheap.Parameters with { MemorySize = 4096 };

    [Fact]
    public void One_hash_after_another_uses_the_same_memory()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 4);
        Hash(pool, Cheap.Parameters);
        var first = pool.Rent(1);
        pool.Return(first);

        Hash(pool, Cheap.Parameters);

        Assert.Equal(1, pool.Count);
        Assert.Same(first, pool.Rent(1));
    }

    [Theory]
    [InlineData(64, 2)]
    [InlineData(67, 2)]
    [InlineData(4096, 1)]
    public void Kept_memory_holds_nothing_of_the_hash(int memorySize, int degree)
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 1);
        Hash(pool, Cheap.Parameters with { MemorySize = memorySize }, degree);

        var buffer = pool.Rent(1);

        Assert.False(MemoryMarshal.AsBytes(new Span<Argon2Block>(buffer.Start, buffer.Blocks)).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Memory_is_wiped_where_only_a_part_of_it_was_used()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 1);
        pool.Return(new Argon2Buffer(128));
        Hash(pool, Cheap.Parameters);

        var buffer = pool.Rent(128);

        Assert.False(MemoryMarshal.AsBytes(new Span<Argon2Block>(buffer.Start, 64)).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_pool_of_none_keeps_none()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 0);

        Hash(pool, Cheap.Parameters);

        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public void A_buffer_above_the_limit_is_freed_after_its_hash()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 4, maximumBufferSize: 64);

        Hash(pool, Larger);
        Assert.Equal(0, pool.Count);

        Hash(pool, Cheap.Parameters);
        Assert.Equal(1, pool.Count);
    }

    [Fact]
    public void Of_too_many_buffers_the_smallest_is_freed()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 2);
        Argon2Buffer[] buffers = [pool.Rent(16), pool.Rent(64), pool.Rent(32)];

        foreach (var buffer in buffers)
            pool.Return(buffer);

        Assert.Equal([true, false, false], buffers.Select(buffer => buffer.IsClosed));
        Assert.Same(buffers[2], pool.Rent(8));
        Assert.Same(buffers[1], pool.Rent(8));
    }

    [Fact]
    public void A_hash_takes_the_smallest_buffer_that_is_large_enough()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 3);
        foreach (var blocks in new[] { 64, 16, 32 })
            pool.Return(new Argon2Buffer(blocks));

        Assert.Equal(32, pool.Rent(17).Blocks);
        Assert.Equal(64, pool.Rent(17).Blocks);
        Assert.Equal(17, pool.Rent(17).Blocks);
        Assert.Equal(1, pool.Count);
    }

    [Fact]
    public void Trimming_frees_what_is_kept_and_leaves_what_is_in_use()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 2);
        var (kept, used) = (pool.Rent(64), pool.Rent(64));
        pool.Return(kept);

        pool.Trim();

        Assert.True(kept.IsClosed);
        Assert.False(used.IsClosed);
        pool.Return(used);
        Assert.Equal(1, pool.Count);
    }

    [Fact]
    public void Buffers_are_aligned_for_vectors_and_large_ones_for_huge_pages()
    {
        using var small = new Argon2Buffer(8);
        using var large = new Argon2Buffer(2048);

        Assert.Equal(0, (nint)small.Start % 64);
        Assert.Equal(0, (nint)large.Start % (2 << 20));
    }

    [Fact]
    public void Many_threads_share_a_pool_and_each_hash_has_its_memory_alone()
    {
        var pool = new Argon2MemoryPool(maximumBuffers: 3);
        var hasher = new Argon2Hasher(Cheap.Parameters, memoryPool: pool);
        var hash = hasher.Hash("guinevere");

        var right = 0;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                if (hasher.Verify("guinevere", hash) && !hasher.Verify("lancelot", hash))
                    Interlocked.Increment(ref right);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(8 * 50, right);
        Assert.InRange(pool.Count, 1, 3);
    }

    [Fact]
    public void Negative_limits_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("maximumBuffers", () => new Argon2MemoryPool(-1));
        Assert.Throws<ArgumentOutOfRangeException>("maximumBufferSize", () => new Argon2MemoryPool(1, -1));
    }

    private static void Hash(Argon2MemoryPool pool, Argon2Parameters parameters, int degree = 1) =>
        Argon2.Hash("guinevere"u8, new byte[16], [], [], parameters, new byte[32], degree, pool);
}
