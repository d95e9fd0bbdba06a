using System.Buffers;
using System.Globalization;
using System.Text;

namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// Reads a range: a line for each breached password, with the rest of its SHA-1 and how often it was seen: <c>0018A45C4D1DEF81644B54AB7F969B88D65:10</c>.
/// </summary>
internal static class PasswordRange
{
    private const int SuffixLength = 35;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Counts how often a password was seen; 0 where it was not.</summary>
    /// <returns>Whether this is a range: one without any line that can be read is a page of a proxy, or nothing. Other lines that cannot be read are passed over.</returns>
    public static bool TryCount(ReadOnlySpan<byte> range, ReadOnlySpan<char> suffix, out long count)
    {
        count = 0;
        var isRange = false;
        var rest = range.StartsWith(ByteOrderMark) ? range[ByteOrderMark.Length..] : range;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!TryRead(line, out var seen))
                continue;

            isRange = true;
            if (Ascii.EqualsIgnoreCase(line[..SuffixLength], suffix))
            {
                count = seen;
                return true;
            }
        }

        return isRange;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, out long seen)
    {
        seen = 0;
        return line.Length > SuffixLength && line[SuffixLength] == (byte)':'
            && !line[..SuffixLength].ContainsAnyExcept(HexDigits)
            && long.TryParse(line[(SuffixLength + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out seen);
    }
}
