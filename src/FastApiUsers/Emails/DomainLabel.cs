using System.Globalization;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>A label of a domain in its two forms, the A-label and the U-label (RFC 5890 section 2.3.2.1).</summary>
internal static class DomainLabel
{
    /// <summary>What every A-label starts with.</summary>
    public const string AsciiPrefix = "xn--";

    /// <summary>Gives both forms of a label that is in either; false where it is no label.</summary>
    /// <param name="label">A label that is not empty and that UTS #46 has mapped.</param>
    /// <param name="aLabel">The form that the DNS knows.</param>
    /// <param name="uLabel">The form in Unicode.</param>
    public static bool TryConvert(string label, out string aLabel, out string uLabel)
    {
        (aLabel, uLabel) = (label, label);
        if (!Ascii.IsValid(label))
        {
            aLabel = AsciiPrefix + Punycode.Encode(label);
            return IsValid(label);
        }

        if (!label.StartsWith(AsciiPrefix, StringComparison.Ordinal))
        {
            return true;
        }

        if (!Punycode.TryDecode(label.AsSpan(AsciiPrefix.Length), out var decoded))
        {
            return false;
        }

        // RFC 5891 section 5.4: an A-label is what its U-label encodes to.
        uLabel = decoded;
        return !Ascii.IsValid(decoded) && IsValid(decoded) && AsciiPrefix + Punycode.Encode(decoded) == label;
    }

    private static bool IsValid(string label)
    {
        // RFC 5891 section 4.2.3.1.
        if (label[0] == '-' || label[^1] == '-' || label.AsSpan(Math.Min(2, label.Length)).StartsWith("--"))
        {
            return false;
        }

        Rune[] runes = [.. label.EnumerateRunes()];

        // RFC 5891 section 4.2.3.2.
        if (Rune.GetUnicodeCategory(runes[0])
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
        {
            return false;
        }

        // RFC 5891 section 4.2.2, 4.2.3.3.
        for (var position = 0; position < runes.Length; position++)
        {
            var property = IdnaProperties.Of(runes[position]);
            if (property is IdnaProperty.Disallowed || (property is IdnaProperty.ContextO && !IdnaContext.Holds(runes, position)))
            {
                return false;
            }
        }

        // RFC 5891 section 4.2.1 (form C) and, of RFC 5892, "Unstable" and "IgnorableProperties" at once; then RFC 5893.
        return Uts46Mapping.Map(label) == label && BidiRule.Holds(runes);
    }
}
