using System.Globalization;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>The characters that make an address look like another one, or like none.</summary>
internal static class UnsafeCharacters
{
    /// <summary>Gives the reason to refuse a part of an address for such a character, or null.</summary>
    public static string? Check(ReadOnlySpan<char> part)
    {
        var first = true;
        foreach (var rune in part.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                // At the start it would combine with the @-sign, or with whatever precedes the address.
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark when first:
                    return "A part of the address starts with a combining character.";
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    return "The address contains white space.";
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    return "The address contains an invisible or unassigned character.";
                default:
                    first = false;
                    break;
            }
        }

        return null;
    }
}
