using System.Globalization;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>What RFC 5892 says of a code point in a label.</summary>
internal enum IdnaProperty
{
    /// <summary>Allowed anywhere.</summary>
    Valid,

    /// <summary>Allowed where its contextual rule holds.</summary>
    ContextO,

    /// <summary>Never allowed; stands for UNASSIGNED and CONTEXTJ too.</summary>
    Disallowed,
}

/// <summary>
/// The derived property of RFC 5892 section 3, in its order. "Unstable" and "IgnorableProperties" are left to <see cref="DomainLabel"/>,
/// which refuses a label that UTS #46 would map to another one. Joiners (CONTEXTJ) fall under "otherwise".
/// </summary>
internal static class IdnaProperties
{
    /// <summary>Computes the property of a code point that a mapping left unchanged.</summary>
    public static IdnaProperty Of(Rune rune) => rune.Value switch
    {
        // Exceptions (section 2.6).
        0x00DF or 0x03C2 or 0x06FD or 0x06FE or 0x0F0B or 0x3007 => IdnaProperty.Valid,
        0x00B7 or 0x0375 or 0x05F3 or 0x05F4 or 0x30FB or (>= 0x0660 and <= 0x0669) or (>= 0x06F0 and <= 0x06F9) => IdnaProperty.ContextO,
        0x0640 or 0x07FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B => IdnaProperty.Disallowed,

        // LDH (section 2.8), in lower case as the mapping leaves it.
        '-' or (>= '0' and <= '9') or (>= 'a' and <= 'z') => IdnaProperty.Valid,

        // IgnorableBlocks (section 2.4): combining marks for symbols, musical symbols.
        (>= 0x20D0 and <= 0x20FF) or (>= 0x1D100 and <= 0x1D24F) => IdnaProperty.Disallowed,

        // OldHangulJamo (section 2.9).
        (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xD7FF) => IdnaProperty.Disallowed,

        _ => IsLetterOrDigit(rune) ? IdnaProperty.Valid : IdnaProperty.Disallowed,
    };

    // LetterDigits (section 2.1).
    private static bool IsLetterOrDigit(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
