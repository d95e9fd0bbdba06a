using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>The memory matrix B of RFC 9106 section 3.2: lanes of blocks, each lane of four slices. Wiped when disposed.</summary>
internal sealed unsafe class Argon2Memory : IDisposable
{
    /// <summary>SL in the RFC: the vertical slices, at whose borders the lanes wait for each other.</summary>
    public const int Slices = 4;

    // A cache line, and the widest vector.
    private const int Alignment = 64;

    // Outside the collected heap: 64 MiB a login would drive the collector, which would also have to clear it first.
    private Argon2Block* _blocks;

    public Argon2Memory(Argon2Parameters parameters)
    {
        Lanes = parameters.Parallelism;
        SegmentLength = parameters.MemorySize / (Slices * Lanes);
        _blocks = Allocate((nuint)BlockCount * Argon2Block.Bytes);
    }

    /// <summary>p in the RFC.</summary>
    public int Lanes { get; }

    /// <summary>The number of blocks where a lane and a slice meet.</summary>
    public int SegmentLength { get; }

    /// <summary>q in the RFC.</summary>
    public int LaneLength => SegmentLength * Slices;

    /// <summary>m' in the RFC.</summary>
    public int BlockCount => Lanes * LaneLength;

    /// <summary>B[lane][column] in the RFC. Not written yet, it holds anything.</summary>
    public ref Argon2Block this[int lane, int column] => ref _blocks[(nint)lane * LaneLength + column];

    public void Dispose()
    {
        if (_blocks == null)
            return;

        // Block by block, because a span holds less than 2 GiB.
        for (nint block = 0; block < BlockCount; block++)
            CryptographicOperations.ZeroMemory(new Span<byte>(_blocks + block, Argon2Block.Bytes));
        NativeMemory.AlignedFree(_blocks);
        _blocks = null;
    }

    private static Argon2Block* Allocate(nuint length)
    {
        if (length < HugePages.Size)
            return (Argon2Block*)NativeMemory.AlignedAlloc(length, Alignment);

        var memory = NativeMemory.AlignedAlloc(length, HugePages.Size);
        HugePages.Request(memory, length);
        return (Argon2Block*)memory;
    }
}
