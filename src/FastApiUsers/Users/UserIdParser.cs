using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FastApiUsers.Users;

/// <summary>Reads an id from a path or from the subject of a token.</summary>
internal static class UserIdParser
{
    private const int HexDigits = 32;

    private static readonly SearchValues<char> CanonicalCharacters = SearchValues.Create("0123456789abcdefABCDEF-");

    public static bool TryParse<TId>(string? text, [NotNullWhen(true)] out TId? id)
        where TId : IParsable<TId>
    {
        if (typeof(TId) == typeof(Guid))
        {
            var parsed = TryParseUuid(text, out var guid);
            id = (TId)(object)guid;
            return parsed;
        }

        return TId.TryParse(text, CultureInfo.InvariantCulture, out id) && id is not "";
    }

    // The original parses with Python's uuid.UUID(): a URN prefix, braces and dashes anywhere are passed over, and what is left
    // are 32 characters that Python's int(…, 16) reads.
    private static bool TryParseUuid(string? text, out Guid id)
    {
        id = default;
        if (text is null)
            return false;

        // As this library writes it. The framework's parser would let a sign or "0x" pass.
        if (!text.AsSpan().ContainsAnyExcept(CanonicalCharacters) && Guid.TryParseExact(text, "D", out id))
            return true;

        var hex = text.Replace("urn:", "", StringComparison.Ordinal).Replace("uuid:", "", StringComparison.Ordinal)
            .Trim('{', '}').Replace("-", "", StringComparison.Ordinal);

        return hex.EnumerateRunes().Count() == HexDigits
            && TryNormalizeHex(hex, out var digits)
            && UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && Guid.TryParseExact(value.ToString("x32", CultureInfo.InvariantCulture), "N", out id);
    }

    // Python's int(…, 16) takes surrounding space, a sign, "0x", single underscores between digits, and the decimal digits of
    // any script.
    private static bool TryNormalizeHex(string text, out string digits)
    {
        var hex = text.Trim();
        if (hex.StartsWith('+'))
            hex = hex[1..];
        if (hex.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            hex = hex[2..].StartsWith('_') ? hex[3..] : hex[2..];

        digits = "";
        var afterDigit = false;
        foreach (var c in hex)
        {
            if (c == '_' && afterDigit)
            {
                afterDigit = false;
                continue;
            }

            var value = char.IsAsciiHexDigit(c) ? c : CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : '\0';
            if (value == '\0')
                return false;
            digits += value;
            afterDigit = true;
        }

        return afterDigit;
    }
}
