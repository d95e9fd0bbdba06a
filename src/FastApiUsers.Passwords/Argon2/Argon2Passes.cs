using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>Fills the memory: steps 5 and 6 of RFC 9106 section 3.2, with the indexing of section 3.4.</summary>
internal readonly struct Argon2Passes(Argon2Memory memory, Argon2Parameters parameters)
{
    public void Run()
    {
        for (var pass = 0; pass < parameters.Iterations; pass++)
        {
            for (var slice = 0; slice < Argon2Memory.Slices; slice++)
            {
                // The lanes of one slice do not read each other's blocks of that slice, so that their order is free.
                for (var lane = 0; lane < memory.Lanes; lane++)
                    FillSegment(pass, slice, lane);
            }
        }
    }

    [SkipLocalsInit]
    private void FillSegment(int pass, int slice, int lane)
    {
        var isIndependent = parameters.Type == Argon2Type.Argon2i
            || (parameters.Type == Argon2Type.Argon2id && pass == 0 && slice < Argon2Memory.Slices / 2);
        var addresses = isIndependent ? new Argon2Addresses(pass, lane, slice, memory.BlockCount, parameters) : default;

        // Version 1.3 XORs into the block of the pass before; version 1.0 overwrites it.
        var xor = pass > 0 && parameters.Version == Argon2Version.Version13;
        Unsafe.SkipInit(out Argon2Block scratch);

        // The first two blocks of a lane come from H_0.
        for (var index = pass == 0 && slice == 0 ? 2 : 0; index < memory.SegmentLength; index++)
        {
            var column = slice * memory.SegmentLength + index;
            ref var previous = ref memory[lane, column == 0 ? memory.LaneLength - 1 : column - 1];

            // Section 3.4.1: J_1 is the low half, J_2 the high half.
            var random = isIndependent ? addresses[index] : previous[0];
            var referenceLane = pass == 0 && slice == 0 ? lane : (int)((uint)(random >> 32) % (uint)memory.Lanes);
            var referenceColumn = ReferenceColumn((uint)random, pass, slice, index, referenceLane == lane);

            Argon2Block.Compress(in previous, in memory[referenceLane, referenceColumn], ref memory[lane, column], xor, ref scratch);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<Argon2Block>(ref scratch)));
    }

    // Section 3.4.2: maps J_1 to a block among those that are complete and not the previous one.
    private int ReferenceColumn(uint random, int pass, int slice, int index, bool isSameLane)
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
}
