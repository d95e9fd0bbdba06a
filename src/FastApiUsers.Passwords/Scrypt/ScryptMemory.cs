using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// All the memory of one scrypt hash in one piece: V of RFC 7914 section 5, two working blocks, and B of section 6. Wiped when disposed.
/// </summary>
internal sealed unsafe class ScryptMemory : IDisposable
{
    // A span holds less than 2 GiB.
    private const int MaximumSpan = 1 << 30;

    private readonly nuint _length;

    // Outside the collected heap: 128 MiB a login would drive the collector, which would also have to clear it first.
    private SalsaBlock* _blocks;

    public ScryptMemory(ScryptParameters parameters)
    {
        BlockLength = 2 * parameters.BlockSize;
        Count = 1 << parameters.Cost;
        InputLength = parameters.Parallelism * BlockLength * SalsaBlock.Bytes;

        // Checked: in a process of 32 bits a length that wrapped around would be allocated, and overrun.
        _length = checked(((nuint)Count + 2) * (nuint)BlockLength * SalsaBlock.Bytes + (nuint)InputLength);
        _blocks = Allocate(_length);
    }

    /// <summary>The number of Salsa blocks in a block: 2 * r in the RFC.</summary>
    public int BlockLength { get; }

    /// <summary>N in the RFC.</summary>
    public int Count { get; }

    /// <summary>X in the RFC. It follows V, so that the block after the last of V is X.</summary>
    public SalsaBlock* X => this[Count];

    /// <summary>What the blocks of X are mixed into.</summary>
    public SalsaBlock* Y => this[Count + 1];

    /// <summary>B in the RFC, as bytes.</summary>
    public Span<byte> Input => new(this[Count + 2], InputLength);

    private int InputLength { get; }

    /// <summary>V[index] in the RFC. Not written yet, it holds anything.</summary>
    public SalsaBlock* this[int index] => _blocks + (nint)index * BlockLength;

    public void Dispose()
    {
        if (_blocks == null)
            return;

        for (nuint start = 0; start < _length; start += MaximumSpan)
            CryptographicOperations.ZeroMemory(new Span<byte>((byte*)_blocks + start, (int)Math.Min(_length - start, MaximumSpan)));
        NativeMemory.AlignedFree(_blocks);
        _blocks = null;
    }

    private static SalsaBlock* Allocate(nuint length)
    {
        if (length < HugePages.Size)
            return (SalsaBlock*)NativeMemory.AlignedAlloc(length, SalsaBlock.Bytes);

        var memory = NativeMemory.AlignedAlloc(length, HugePages.Size);
        HugePages.Request(memory, length);
        return (SalsaBlock*)memory;
    }
}
