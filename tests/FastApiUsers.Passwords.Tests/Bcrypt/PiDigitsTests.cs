using System.Numerics;

namespace FastApiUsers.Passwords.Tests;

public sealed class PiDigitsTests
{
    [Fact]
    public void The_first_words_are_those_that_every_Blowfish_begins_with()
    {
        Assert.Equal([0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u], PiDigits.FractionWords(4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(1042)]
    public void Every_bit_is_that_of_an_independent_formula(int words)
    {
        // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239)
        const int guard = 64;
        var one = BigInteger.One << (32 * words + guard);
        var pi = 16 * ArcTangentOfInverse(5, one) - 4 * ArcTangentOfInverse(239, one);

        var computed = PiDigits.FractionWords(words).Aggregate((BigInteger)3, (value, word) => value << 32 | word);

        Assert.Equal(pi >> guard, computed);
    }

    private static BigInteger ArcTangentOfInverse(int x, BigInteger one)
    {
        var power = one / x;
        var sum = power;
        for (var divisor = 3; !power.IsZero; divisor += 2)
        {
            power /= -x * x;
            sum += power / divisor;
        }

        return sum;
    }
}
