using System.Text;
using FastApiUsers.Emails;

namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// Texts in the form in which words are looked for in a password: letters and digits alone, in lower case, without accents. Nobody makes a name
/// hard to guess by dots, capitals or a missing accent. The password itself is never changed.
/// </summary>
internal static class FoldedText
{
    /// <summary>The parts between what is neither letter nor digit.</summary>
    public static List<string> Parts(ReadOnlySpan<char> text)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                Add(rune, part, parts);
                continue;
            }

            // Where the runtime cannot decompose it, a character is compared as it is.
            foreach (var piece in (UnicodeNormalization.ToFormKD(rune) ?? rune.ToString()).EnumerateRunes())
                Add(piece, part, parts);
        }

        End(part, parts);
        return parts;
    }

    /// <summary>The whole, as if nothing stood between the parts.</summary>
    public static string Fold(ReadOnlySpan<char> text) => string.Concat(Parts(text));

    private static void Add(Rune rune, StringBuilder part, List<string> parts)
    {
        if (Rune.IsLetterOrDigit(rune))
            part.Append(Rune.ToLowerInvariant(rune));
        else if (!IsMark(rune))
            End(part, parts);
    }

    private static void End(StringBuilder part, List<string> parts)
    {
        if (part.Length == 0)
            return;
        parts.Add(part.ToString());
        part.Clear();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark
        or System.Globalization.UnicodeCategory.EnclosingMark;
}
