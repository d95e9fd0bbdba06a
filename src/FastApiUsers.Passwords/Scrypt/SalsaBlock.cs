using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastApiUsers.Passwords;

/// <summary>
/// The 64 bytes that the Salsa20/8 core of RFC 7914 section 3 works on: a matrix of four by four words, kept by its diagonals, so that
/// a round is the same four steps on whole vectors.
/// </summary>
internal struct SalsaBlock
{
    public const int Bytes = 64;

    private const int Words = Bytes / sizeof(uint);
    private const int Rounds = 8;

    // Words 0 5 10 15, words 4 9 14 3, words 8 13 2 7 and words 12 1 6 11.
    private Vector128<uint> _a;
    private Vector128<uint> _b;
    private Vector128<uint> _c;
    private Vector128<uint> _d;

    /// <summary>The first word, which keeps its place.</summary>
    public readonly uint FirstWord => _a.ToScalar();

    /// <summary>Reads little-endian words in the order of the RFC.</summary>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<SalsaBlock, uint>(new Span<SalsaBlock>(ref this));
        for (var i = 0; i < Words; i++)
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[OffsetOf(i)..]);
    }

    /// <summary>Writes little-endian words in the order of the RFC.</summary>
    public void Store(Span<byte> bytes)
    {
        var words = MemoryMarshal.Cast<SalsaBlock, uint>(new Span<SalsaBlock>(ref this));
        for (var i = 0; i < Words; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[OffsetOf(i)..], words[i]);
    }

    /// <summary>this = this XOR other</summary>
    public void Xor(in SalsaBlock other)
    {
        _a ^= other._a;
        _b ^= other._b;
        _c ^= other._c;
        _d ^= other._d;
    }

    /// <summary>this = Salsa20/8(this)</summary>
    public void Permute()
    {
        var (a, b, c, d) = (_a, _b, _c, _d);
        for (var round = 0; round < Rounds; round += 2)
        {
            Round(ref a, ref b, ref c, ref d);
            (b, c, d) = (TurnRight(b), TurnHalf(c), TurnLeft(d));

            // Now the diagonals go the other way: the columns have become rows.
            Round(ref a, ref d, ref c, ref b);
            (b, c, d) = (TurnLeft(b), TurnHalf(c), TurnRight(d));
        }

        _a += a;
        _b += b;
        _c += c;
        _d += d;
    }

    private static void Round(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        b ^= RotateLeft(a + d, 7);
        c ^= RotateLeft(b + a, 9);
        d ^= RotateLeft(c + b, 13);
        a ^= RotateLeft(d + c, 18);
    }

    private static Vector128<uint> RotateLeft(Vector128<uint> value, int bits) => value << bits | value >>> (32 - bits);

    private static Vector128<uint> TurnLeft(Vector128<uint> value) => Vector128.Shuffle(value, Vector128.Create(1u, 2, 3, 0));

    private static Vector128<uint> TurnHalf(Vector128<uint> value) => Vector128.Shuffle(value, Vector128.Create(2u, 3, 0, 1));

    private static Vector128<uint> TurnRight(Vector128<uint> value) => Vector128.Shuffle(value, Vector128.Create(3u, 0, 1, 2));

    // One down and one to the right, in a matrix of four columns that wraps around.
    private static int OffsetOf(int diagonalIndex) => diagonalIndex * 5 % Words * sizeof(uint);
}
