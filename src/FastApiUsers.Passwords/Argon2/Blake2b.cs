using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FastApiUsers.Passwords;

/// <summary>BLAKE2b without a key (RFC 7693): fed in pieces, finished once. Its state is wiped when finished.</summary>
internal struct Blake2b
{
    /// <summary>The longest digest, in bytes.</summary>
    public const int MaximumLength = 64;

    private const int BlockLength = 128;

    // RFC 7693 section 2.6.
    private static readonly ulong[] InitialVector =
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    // RFC 7693 section 2.7; rounds ten and eleven use the first two again.
    private static readonly byte[][] Schedule =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ];

    private State _state;
    private Block _buffer;
    private int _buffered;
    private ulong _compressed;

    /// <summary>Starts a digest.</summary>
    /// <param name="length">The length of the digest in bytes, 1 to 64. It is part of what is hashed.</param>
    public Blake2b(int length)
    {
        InitialVector.CopyTo(_state);
        _state[0] ^= 0x01010000UL ^ (uint)length;
    }

    /// <summary>Hashes one whole input; the two may be the same memory.</summary>
    public static void Compute(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var hash = new Blake2b(output.Length);
        hash.Append(input);
        hash.Finish(output);
    }

    /// <summary>Appends a number as Argon2 does, as 32 bits, little end first.</summary>
    public void Append(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        Append(bytes);
    }

    public void Append(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            // A full buffer waits for more input, because the last block is marked as such.
            if (_buffered == BlockLength)
            {
                Compress(BlockLength, isLast: false);
                _buffered = 0;
            }

            var count = Math.Min(input.Length, BlockLength - _buffered);
            input[..count].CopyTo(_buffer[_buffered..]);
            _buffered += count;
            input = input[count..];
        }
    }

    /// <summary>Writes the digest, of the length that was given at the start.</summary>
    public void Finish(Span<byte> output)
    {
        _buffer[_buffered..].Clear();
        Compress(_buffered, isLast: true);

        Span<byte> digest = stackalloc byte[MaximumLength];
        for (var i = 0; i < 8; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(digest[(i * sizeof(ulong))..], _state[i]);
        digest[..output.Length].CopyTo(output);

        CryptographicOperations.ZeroMemory(digest);
        CryptographicOperations.ZeroMemory(_buffer);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes((Span<ulong>)_state));
    }

    // The function F of RFC 7693 section 3.2.
    private void Compress(int count, bool isLast)
    {
        Span<ulong> m = stackalloc ulong[16];
        Span<ulong> v = stackalloc ulong[16];
        for (var i = 0; i < 16; i++)
            m[i] = BinaryPrimitives.ReadUInt64LittleEndian(_buffer[(i * sizeof(ulong))..]);

        _compressed += (uint)count;
        ((ReadOnlySpan<ulong>)_state).CopyTo(v);
        InitialVector.CopyTo(v[8..]);
        v[12] ^= _compressed;
        if (isLast)
            v[14] = ~v[14];

        for (var round = 0; round < 12; round++)
        {
            var s = Schedule[round % 10];
            Mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
            Mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
            Mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
            Mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
            Mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
            Mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
            Mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
            Mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
        }

        for (var i = 0; i < 8; i++)
            _state[i] ^= v[i] ^ v[i + 8];
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(m));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(v));
    }

    // The function G of RFC 7693 section 3.1.
    private static void Mix(Span<ulong> v, int a, int b, int c, int d, ulong x, ulong y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 63);
    }

    [InlineArray(8)]
    private struct State
    {
        private ulong _word;
    }

    [InlineArray(BlockLength)]
    private struct Block
    {
        private byte _byte;
    }
}
