namespace FastApiUsers.Passwords;

/// <summary>
/// Keeps the memory of past hashes for the next, because to get 64 MiB from the system costs a tenth of the time of a hash, and where
/// it has no huge pages more, since each page of 4 KiB is then cleared and mapped by itself. The memory is outside the collected heap, and every buffer is wiped before
/// it is kept or freed.
/// </summary>
/// <remarks>
/// What is kept stays with the process until <see cref="Trim"/>, or until nobody refers to the pool. It is bounded by the number of
/// buffers and by the size of each; a buffer beyond them is freed after its hash. Many threads may use one pool.
/// </remarks>
public sealed class Argon2MemoryPool
{
    // The smallest first.
    private readonly List<Argon2Buffer> _kept = [];
    private readonly int _maximumBuffers;
    private readonly int _maximumBufferSize;

    /// <summary>Creates an empty pool.</summary>
    /// <param name="maximumBuffers">How many buffers are kept; with 0, each hash takes new memory and frees it.</param>
    /// <param name="maximumBufferSize">
    /// The size in KiB of the largest buffer that is kept. The default is 262144: 256 MiB, four times that of the default parameters.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public Argon2MemoryPool(int maximumBuffers, int maximumBufferSize = 1 << 18)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBuffers);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBufferSize);
        _maximumBuffers = maximumBuffers;
        _maximumBufferSize = maximumBufferSize;
    }

    /// <summary>The pool for all hashes that name no other.</summary>
    /// <value>It keeps as many buffers as there are processors, each of at most 256 MiB.</value>
    public static Argon2MemoryPool Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>How many buffers are kept now.</summary>
    internal int Count
    {
        get
        {
            lock (_kept)
                return _kept.Count;
        }
    }

    /// <summary>Frees the buffers that are kept. Hashes under way return theirs later.</summary>
    public void Trim()
    {
        Argon2Buffer[] buffers;
        lock (_kept)
        {
            buffers = [.. _kept];
            _kept.Clear();
        }

        foreach (var buffer in buffers)
            buffer.Dispose();
    }

    /// <summary>Takes the smallest kept buffer that is large enough, or a new one.</summary>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    internal Argon2Buffer Rent(int blocks)
    {
        lock (_kept)
        {
            for (var i = 0; i < _kept.Count; i++)
            {
                if (_kept[i] is var buffer && buffer.Blocks >= blocks)
                {
                    _kept.RemoveAt(i);
                    return buffer;
                }
            }
        }

        return new Argon2Buffer(blocks);
    }

    /// <summary>Gives a wiped buffer back.</summary>
    internal void Return(Argon2Buffer buffer) => Keep(buffer)?.Dispose();

    // Returns the buffer to free, if any. Of too many it is the smallest, so that those stay which serve every hash.
    private Argon2Buffer? Keep(Argon2Buffer buffer)
    {
        if (buffer.Blocks > _maximumBufferSize)
            return buffer;

        lock (_kept)
        {
            var index = 0;
            while (index < _kept.Count && _kept[index].Blocks < buffer.Blocks)
                index++;
            _kept.Insert(index, buffer);
            if (_kept.Count <= _maximumBuffers)
                return null;

            var smallest = _kept[0];
            _kept.RemoveAt(0);
            return smallest;
        }
    }
}
