using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>
/// Memory for the blocks of one hash at a time, aligned for vectors or, where it is large, for huge pages. Outside the collected heap:
/// 64 MiB a login would drive the collector, which would also have to clear it first.
/// </summary>
internal sealed unsafe class Argon2Buffer : SafeHandle
{
    // A cache line, and the widest vector.
    private const int Alignment = 64;

    // A span holds less than 2 GiB.
    private const int MaximumPiece = 1 << 20;

    public Argon2Buffer(int blocks)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        var length = (nuint)blocks * Argon2Block.Bytes;
        var isLarge = length >= HugePages.Size;
        var memory = NativeMemory.AlignedAlloc(length, isLarge ? HugePages.Size : Alignment);
        if (isLarge)
            HugePages.Request(memory, length);

        SetHandle((nint)memory);
        Blocks = blocks;
    }

    public int Blocks { get; }

    public Argon2Block* Start => (Argon2Block*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>Zeros the first blocks, which are all that a hash used.</summary>
    public void Wipe(int blocks)
    {
        for (var start = 0; start < blocks; start += MaximumPiece)
        {
            var count = Math.Min(MaximumPiece, blocks - start);
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<Argon2Block>(Start + start, count)));
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
