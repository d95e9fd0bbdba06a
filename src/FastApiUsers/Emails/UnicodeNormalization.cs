using System.Text;

namespace FastApiUsers.Emails;

/// <summary>Unicode normalisation where the runtime has it, and a refusal where it does not.</summary>
internal static class UnicodeNormalization
{
    /// <summary>The reason to refuse a text for which this class gave null.</summary>
    public const string Unavailable = "This server accepts only common characters in an address beyond ASCII.";

    // With InvariantGlobalization, string.Normalize returns its input whatever the form. That would store one address in several forms.
    private static readonly bool Available = "e\u0301".Normalize(NormalizationForm.FormC).Length == 1;

    // Starters that no form changes and that compose with none of the others: pairs of first and last.
    private static readonly (int First, int Last)[] Inert =
    [
        (0x00B7, 0x00B7), (0x00C0, 0x0131), (0x0134, 0x013E), (0x0141, 0x0148), (0x014A, 0x017E), (0x0180, 0x01C3), (0x01CD, 0x01F0),
        (0x01F4, 0x02AF), (0x0370, 0x0373), (0x0375, 0x0377), (0x037B, 0x037D), (0x0386, 0x0386), (0x0388, 0x03CF), (0x0400, 0x0482),
        (0x048A, 0x0556), (0x0561, 0x0586), (0x05D0, 0x05F4), (0x0620, 0x064A), (0x0660, 0x066F), (0x0671, 0x0674), (0x0679, 0x06D5),
        (0x06F0, 0x06FF), (0x0E01, 0x0E30), (0x0E40, 0x0E46), (0x10A0, 0x10FA), (0x1E00, 0x1E99), (0x1E9E, 0x1EFF), (0x3005, 0x3007),
        (0x3041, 0x3096), (0x309D, 0x309E), (0x30A1, 0x30FE), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1FAFF),
        (0x20000, 0x2EBE0), (0x30000, 0x323AF),
    ];

    // The same for form C alone: the ligatures and the fullwidth forms.
    private static readonly (int First, int Last)[] InertInFormC = [(0xFB00, 0xFB06), (0xFF01, 0xFF5E)];

    /// <summary>Normalises to form C; null where that cannot be done.</summary>
    public static string? ToFormC(ReadOnlySpan<char> text)
    {
        var copy = text.ToString();
        return Available ? copy.Normalize(NormalizationForm.FormC) : IsInertInFormC(text) ? copy : null;
    }

    /// <summary>Decomposes one character by form KD; null where that cannot be done.</summary>
    public static string? ToFormKD(Rune rune)
    {
        var text = rune.ToString();
        return Available ? text.Normalize(NormalizationForm.FormKD) : IsAmong(Inert, rune) ? text : null;
    }

    private static bool IsInertInFormC(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && !IsAmong(Inert, rune) && !IsAmong(InertInFormC, rune))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAmong((int First, int Last)[] ranges, Rune rune)
    {
        foreach (var (first, last) in ranges)
        {
            if (rune.Value <= last)
            {
                return rune.Value >= first;
            }
        }

        return false;
    }
}
