using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>The encoding of Unicode labels in letters, digits and hyphens (RFC 3492), without the <c>xn--</c> prefix.</summary>
internal static class Punycode
{
    // RFC 3492 section 5.
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 0x80;

    /// <summary>Encodes a label (RFC 3492 section 6.3).</summary>
    public static string Encode(ReadOnlySpan<char> label)
    {
        var input = new List<int>(label.Length);
        var output = new StringBuilder(label.Length + 8);
        foreach (var rune in label.EnumerateRunes())
        {
            input.Add(rune.Value);
            if (rune.IsAscii)
            {
                output.Append((char)rune.Value);
            }
        }

        var handled = output.Length;
        var basic = handled;
        if (basic > 0)
        {
            output.Append('-');
        }

        // Labels are short: a delta stays below 0x110000 times the label's length, far from the overflow that the RFC guards against.
        var n = InitialN;
        var delta = 0;
        var bias = InitialBias;
        while (handled < input.Count)
        {
            var next = int.MaxValue;
            foreach (var codePoint in input)
            {
                if (codePoint >= n && codePoint < next)
                {
                    next = codePoint;
                }
            }

            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var codePoint in input)
            {
                if (codePoint < n)
                {
                    delta++;
                }
                else if (codePoint == n)
                {
                    AppendInteger(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            n++;
        }

        return output.ToString();
    }

    /// <summary>Decodes a label (RFC 3492 section 6.2); false where it is no Punycode.</summary>
    public static bool TryDecode(ReadOnlySpan<char> encoded, [NotNullWhen(true)] out string? label)
    {
        label = null;
        var delimiter = Math.Max(encoded.LastIndexOf('-'), 0);
        var output = new List<Rune>(encoded.Length);
        foreach (var character in encoded[..delimiter])
        {
            if (!char.IsAscii(character))
            {
                return false;
            }

            output.Add(new Rune(character));
        }

        var position = delimiter > 0 ? delimiter + 1 : 0;
        var n = InitialN;
        var i = 0;
        var bias = InitialBias;
        while (position < encoded.Length)
        {
            var before = i;
            if (!TryReadInteger(encoded, ref position, bias, ref i))
            {
                return false;
            }

            var length = output.Count + 1;
            bias = Adapt(i - before, length, before == 0);
            n += i / length;
            i %= length;
            if (!Rune.TryCreate(n, out var rune))
            {
                return false;
            }

            output.Insert(i++, rune);
        }

        label = string.Concat(output);
        return true;
    }

    private static void AppendInteger(StringBuilder output, int value, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (value < threshold)
            {
                output.Append(Digit(value));
                return;
            }

            output.Append(Digit(threshold + ((value - threshold) % (Base - threshold))));
            value = (value - threshold) / (Base - threshold);
        }
    }

    private static bool TryReadInteger(ReadOnlySpan<char> encoded, ref int position, int bias, ref int i)
    {
        long sum = i;
        long weight = 1;
        for (var k = Base; position < encoded.Length; k += Base)
        {
            var digit = Value(encoded[position++]);
            sum += digit * weight;
            if (digit < 0 || sum > int.MaxValue - 0x110000)
            {
                return false;
            }

            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (digit < threshold)
            {
                i = (int)sum;
                return true;
            }

            weight *= Base - threshold;
            if (weight > int.MaxValue)
            {
                return false;
            }
        }

        return false;
    }

    // RFC 3492 section 6.1.
    private static int Adapt(int delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
        {
            delta /= Base - TMin;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Value(char digit) => digit switch
    {
        >= 'a' and <= 'z' => digit - 'a',
        >= 'A' and <= 'Z' => digit - 'A',
        >= '0' and <= '9' => digit - '0' + 26,
        _ => -1,
    };
}
