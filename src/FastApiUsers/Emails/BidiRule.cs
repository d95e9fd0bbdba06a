using System.Globalization;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>The Bidi Rule of RFC 5893 section 2 for a label that contains a right-to-left character; others pass.</summary>
internal static class BidiRule
{
    private enum Direction
    {
        LeftToRight,
        RightToLeft,
        EuropeanNumber,
        ArabicNumber,
        Mark,
        Neutral,
    }

    /// <summary>Tells whether the label keeps its order of characters on display.</summary>
    public static bool Holds(ReadOnlySpan<Rune> label)
    {
        var seen = new bool[6];
        var last = Direction.Neutral;
        foreach (var rune in label)
        {
            var direction = Of(rune);
            seen[(int)direction] = true;
            if (direction is not Direction.Mark)
            {
                last = direction;
            }
        }

        if (!seen[(int)Direction.RightToLeft] && !seen[(int)Direction.ArabicNumber])
        {
            return true;
        }

        // Condition 1, and 5: a label that starts left-to-right has no room for the character that brought us here.
        // Condition 2: no left-to-right character. Condition 3: the end, marks aside. Condition 4: one kind of digits.
        return Of(label[0]) is Direction.RightToLeft
            && !seen[(int)Direction.LeftToRight]
            && last is Direction.RightToLeft or Direction.EuropeanNumber or Direction.ArabicNumber
            && !(seen[(int)Direction.EuropeanNumber] && seen[(int)Direction.ArabicNumber]);
    }

    // Bidi_Class for the code points that RFC 5892 leaves, by the blocks that the Unicode Standard sets aside for right-to-left scripts.
    private static Direction Of(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
        {
            return Direction.Mark;
        }

        return rune.Value switch
        {
            (>= '0' and <= '9') or (>= 0x06F0 and <= 0x06F9) => Direction.EuropeanNumber,
            (>= 0x0660 and <= 0x0669) or (>= 0x10D30 and <= 0x10D39) or (>= 0x10D40 and <= 0x10D49) => Direction.ArabicNumber,
            (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) => Direction.RightToLeft,
            '-' or 0x00B7 or 0x0375 or 0x30FB => Direction.Neutral,
            _ => Direction.LeftToRight,
        };
    }
}
