using System.Text;

namespace FastApiUsers.Emails;

/// <summary>The contextual rules of RFC 5892 appendix A that concern CONTEXTO. A script is told by its blocks.</summary>
internal static class IdnaContext
{
    /// <summary>Tells whether the code point at <paramref name="position"/> may stand there.</summary>
    public static bool Holds(ReadOnlySpan<Rune> label, int position)
    {
        var before = position > 0 ? label[position - 1].Value : -1;
        var after = position + 1 < label.Length ? label[position + 1].Value : -1;
        return label[position].Value switch
        {
            0x00B7 => before == 'l' && after == 'l', // A.3
            0x0375 => IsGreek(after), // A.4
            0x05F3 or 0x05F4 => IsHebrew(before), // A.5, A.6
            0x30FB => ContainsJapanese(label), // A.7
            <= 0x0669 => !ContainsAny(label, 0x06F0, 0x06F9), // A.8
            _ => !ContainsAny(label, 0x0660, 0x0669), // A.9
        };
    }

    private static bool IsGreek(int codePoint) => codePoint is
        (>= 0x0370 and <= 0x0373) or (>= 0x0375 and <= 0x0377) or (>= 0x037B and <= 0x037F)
        or (>= 0x0386 and <= 0x03E1 and not 0x0387) or (>= 0x03F0 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFE);

    private static bool IsHebrew(int codePoint) => codePoint is (>= 0x0591 and <= 0x05F4) or (>= 0xFB1D and <= 0xFB4F);

    private static bool ContainsJapanese(ReadOnlySpan<Rune> label)
    {
        foreach (var rune in label)
        {
            if (rune.Value is 0x3005 or 0x3007 or (>= 0x3041 and <= 0x3096) or 0x309D or 0x309E
                or (>= 0x30A1 and <= 0x30FA) or 0x30FD or 0x30FE or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x1AFF0 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFF))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsAny(ReadOnlySpan<Rune> label, int first, int last)
    {
        foreach (var rune in label)
        {
            if (rune.Value >= first && rune.Value <= last)
            {
                return true;
            }
        }

        return false;
    }
}
