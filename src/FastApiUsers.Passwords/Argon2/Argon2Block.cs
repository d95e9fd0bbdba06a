using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastApiUsers.Passwords;

/// <summary>One block of 1 KiB as 128 words.</summary>
[InlineArray(Words)]
internal struct Argon2Block
{
    public const int Words = 128;
    public const int Bytes = Words * sizeof(ulong);

    private ulong _word;

    public void Load(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < Words; i++)
            this[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
    }

    public readonly void Store(Span<byte> bytes)
    {
        for (var i = 0; i < Words; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(i * sizeof(ulong))..], this[i]);
    }

    /// <summary>XORs another block into this one.</summary>
    public void Xor(ref readonly Argon2Block other)
    {
        var mine = AsVectors(ref this);
        var theirs = AsVectors(in other);
        for (var i = 0; i < mine.Length; i++)
            mine[i] ^= theirs[i];
    }

    // The platform splits the vector where the processor has none so wide.
    private static Span<Vector512<ulong>> AsVectors(ref readonly Argon2Block block) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<Argon2Block, Vector512<ulong>>(ref Unsafe.AsRef(in block)), Bytes / Vector512<byte>.Count);
}
