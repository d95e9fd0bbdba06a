using System.Text;

namespace FastApiUsers.Emails;

/// <summary>
/// The mapping of UTS #46 (non-transitional): what a person types becomes what the DNS knows. Computed as NFKC_Casefold, from which the
/// standard's table is derived, with the standard's exceptions.
/// </summary>
internal static class Uts46Mapping
{
    private const int FinalSigma = 0x03C2;

    // The Cyrillic variants at U+1C80 to U+1C88 have no lower case; they fold to these (CaseFolding.txt).
    private const string FoldedCyrillicVariants = "\u0432\u0434\u043E\u0441\u0442\u0442\u044A\u0463\uA64B";

    /// <summary>Maps a domain or a label, well-formed UTF-16; null where UTS #46 disallows one of its characters.</summary>
    public static string? Map(ReadOnlySpan<char> domain)
    {
        var mapped = new StringBuilder(domain.Length);
        foreach (var rune in domain.EnumerateRunes())
        {
            if (!TryAppend(mapped, rune))
            {
                return null;
            }
        }

        return UnicodeNormalization.ToFormC(mapped.ToString());
    }

    private static bool TryAppend(StringBuilder mapped, Rune rune)
    {
        if (rune.IsAscii)
        {
            mapped.Append(char.ToLowerInvariant((char)rune.Value));
            return true;
        }

        if (rune.Value is 0x3002 or 0xFF0E or 0xFF61)
        {
            mapped.Append('.');
            return true;
        }

        // Fullwidth forms mirror ASCII; the input methods of East Asia produce them.
        if (rune.Value is >= 0xFF01 and <= 0xFF5E)
        {
            mapped.Append(char.ToLowerInvariant((char)(rune.Value - 0xFF01 + '!')));
            return true;
        }

        if (IsIgnored(rune.Value))
        {
            return true;
        }

        // One of UTS #46's deviations; the other, U+00DF, has no lower case anyway.
        if (rune.Value is FinalSigma)
        {
            mapped.Append((char)FinalSigma);
            return true;
        }

        // A character that would bring in a full stop of its own, such as U+2488, is disallowed.
        if (UnicodeNormalization.ToFormKD(rune) is not { } decomposed || decomposed.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var part in decomposed.EnumerateRunes())
        {
            AppendFolded(mapped, part);
        }

        return true;
    }

    // Case folding, which differs from lower-casing in the places named here.
    private static void AppendFolded(StringBuilder mapped, Rune rune)
    {
        switch (rune.Value)
        {
            case 0x0130:
                mapped.Append("i\u0307");
                break;
            case 0x0345:
                mapped.Append('\u03B9');
                break;
            case FinalSigma:
                mapped.Append('\u03C3');
                break;
            case >= 0x13A0 and <= 0x13F5:
                // Cherokee folds to upper case, for it had no lower case at first.
                mapped.Append((char)rune.Value);
                break;
            case >= 0x13F8 and <= 0x13FD:
                mapped.Append((char)(rune.Value - 8));
                break;
            case >= 0xAB70 and <= 0xABBF:
                mapped.Append((char)(rune.Value - 0xAB70 + 0x13A0));
                break;
            case >= 0x1C80 and <= 0x1C88:
                mapped.Append(FoldedCyrillicVariants[rune.Value - 0x1C80]);
                break;
            default:
                mapped.Append(Rune.ToLowerInvariant(rune));
                break;
        }
    }

    // Default_Ignorable_Code_Point, less those that are refused as unsafe before they get here.
    private static bool IsIgnored(int codePoint) => codePoint is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180D) or 0x180F or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}
