using System.Buffers.Binary;
using System.Numerics;

namespace FastApiUsers.Passwords;

/// <summary>
/// The fraction of pi in binary: the numbers that Blowfish starts from. The formula of Chudnovsky and Chudnovsky gives the 33,344
/// bits in some milliseconds, which spares a table of 1,042 constants that nobody can check by eye.
/// </summary>
internal static class PiDigits
{
    // Two roundings cost less than this.
    private const int GuardBits = 32;

    // log2(640320^3 / 1728), the bits that each term of the series adds, is 47.1.
    private const int BitsPerTerm = 47;

    /// <summary>Computes the first bits after the point, in words of 32, the most significant first.</summary>
    public static uint[] FractionWords(int count)
    {
        // pi = 426880 sqrt(10005) Q / T
        var bits = 32 * count + GuardBits;
        var (_, q, t) = Sum(0, bits / BitsPerTerm + 1);
        var pi = 426880 * SquareRoot((BigInteger)10005 << (2 * bits)) * q / t;

        var bytes = (pi >> GuardBits).ToByteArray(isUnsigned: true, isBigEndian: true).AsSpan();
        var fraction = bytes[^(count * sizeof(uint))..];
        var words = new uint[count];
        for (var i = 0; i < count; i++)
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(fraction[(i * sizeof(uint))..]);

        return words;
    }

    // The terms from one to before another, by binary splitting: small numbers meet small ones, and only the last products are long.
    private static (BigInteger P, BigInteger Q, BigInteger T) Sum(int from, int to)
    {
        if (to - from > 1)
        {
            var middle = (from + to) / 2;
            var (left, right) = (Sum(from, middle), Sum(middle, to));
            return (left.P * right.P, left.Q * right.Q, left.T * right.Q + left.P * right.T);
        }

        if (from == 0)
            return (1, 1, 13591409);

        BigInteger n = from;
        var p = -(6 * n - 5) * (2 * n - 1) * (6 * n - 1);
        return (p, 10939058860032000 * n * n * n, p * (13591409 + 545140134 * n));
    }

    // Newton's step from the root of the upper half of the digits, which already has half of the answer's.
    private static BigInteger SquareRoot(BigInteger value)
    {
        if (value <= long.MaxValue)
            return (BigInteger)Math.Sqrt((double)value);

        var shift = (int)(value.GetBitLength() / 4);
        var estimate = SquareRoot(value >> (2 * shift)) << shift;
        return (estimate + value / estimate) >> 1;
    }
}
