using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>One slice in one pass: steps 5 and 6 of RFC 9106 section 3.2, with the indexing of section 3.4.</summary>
internal readonly unsafe struct Argon2Slice(Argon2Memory memory, Argon2Parameters parameters, int pass, int slice)
{
    /// <summary>The most lanes that are filled in turns. While three others have theirs, memory has long answered.</summary>
    public const int MaximumLanes = 4;

    private const int CacheLine = 64;

    // Version 1.3 XORs into the block of the pass before; version 1.0 overwrites it.
    private readonly bool _xors = pass > 0 && parameters.Version == Argon2Version.Version13;

    private readonly bool _isIndependent = parameters.Type == Argon2Type.Argon2i
        || (parameters.Type == Argon2Type.Argon2id && pass == 0 && slice < Argon2Memory.Slices / 2);

    /// <summary>Fills the segments of one to four neighbouring lanes in this slice.</summary>
    /// <remarks>
    /// The lanes take turns block by block. What a block reads is known from the first word of the one before it; it is then asked for,
    /// and arrives while the other lanes compute. One lane after the other, a hash waits for memory nearly half of its time.
    /// </remarks>
    [SkipLocalsInit]
    public void Fill<TCompression>(int firstLane, int lanes)
        where TCompression : IArgon2Compression
    {
        Unsafe.SkipInit(out Argon2Block scratch);
        Unsafe.SkipInit(out Addresses addresses);
        var references = stackalloc Argon2Block*[MaximumLanes];

        // The first two blocks of a lane come from H_0.
        var first = pass == 0 && slice == 0 ? 2 : 0;
        for (var i = 0; i < lanes; i++)
        {
            if (_isIndependent)
                addresses[i] = new Argon2Addresses(pass, firstLane + i, slice, memory.BlockCount, parameters);
            references[i] = FindReference<TCompression>(firstLane + i, first, ref addresses[i]);
        }

        for (var index = first; index < memory.SegmentLength; index++)
        {
            for (var i = 0; i < lanes; i++)
            {
                var lane = firstLane + i;
                ref var previous = ref *Previous(lane, index);
                ref var reference = ref *references[i];
                ref var target = ref *Block(lane, index);
                TCompression.Begin(in previous, in reference, ref target, _xors, ref scratch);
                if (index + 1 < memory.SegmentLength)
                {
                    references[i] = FindReference<TCompression>(lane, index + 1, ref addresses[i]);
                    Prefetch(references[i]);
                }

                TCompression.End(in previous, in reference, ref target, _xors, ref scratch);
            }
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<Argon2Block>(ref scratch)));
    }

    private static void Prefetch(Argon2Block* block)
    {
        if (!Sse.IsSupported)
            return;
        for (var offset = 0; offset < Argon2Block.Bytes; offset += CacheLine)
            Sse.Prefetch0((byte*)block + offset);
    }

    private Argon2Block* Block(int lane, int index) => memory[lane, slice * memory.SegmentLength + index];

    private Argon2Block* Previous(int lane, int index) =>
        slice == 0 && index == 0 ? memory[lane, memory.LaneLength - 1] : Block(lane, index - 1);

    // Section 3.4.1: J_1 is the low half, J_2 the high half.
    private Argon2Block* FindReference<TCompression>(int lane, int index, ref Argon2Addresses addresses)
        where TCompression : IArgon2Compression
    {
        var random = _isIndependent ? addresses.At<TCompression>(index) : (*Previous(lane, index))[0];
        var referenceLane = pass == 0 && slice == 0 ? lane : (int)((uint)(random >> 32) % (uint)memory.Lanes);
        return memory[referenceLane, ReferenceColumn((uint)random, index, referenceLane == lane)];
    }

    // Section 3.4.2: maps J_1 to a block among those that are complete and not the previous one.
    private int ReferenceColumn(uint random, int index, bool isSameLane)
    {
        // The segments finished before this one: in the first pass those from the start of the lane, later the last three.
        var finished = (pass == 0 ? slice : Argon2Memory.Slices - 1) * memory.SegmentLength;
        var size = isSameLane ? finished + index - 1 : index == 0 ? finished - 1 : finished;

        // Not uniform on purpose: the newer a block, the likelier.
        var square = (ulong)random * random >> 32;
        var position = size - 1 - (int)((ulong)size * square >> 32);

        var start = pass == 0 ? 0 : (slice + 1) % Argon2Memory.Slices * memory.SegmentLength;
        return (int)(((uint)start + (uint)position) % (uint)memory.LaneLength);
    }

    [InlineArray(MaximumLanes)]
    private struct Addresses
    {
        private Argon2Addresses _lane;
    }
}
