using System.Buffers;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>The part before the @-sign: a dot-atom (RFC 5322 section 3.2.3) with the characters that RFC 6531 section 3.3 adds.</summary>
internal static class LocalPart
{
    private static readonly SearchValues<char> Atext =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> AtextAndPeriod =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    // RFC 2142: the mailbox names whose case has no meaning, so that they have one form here.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> CommonMailboxes = new HashSet<string>(
        [
            "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "usenet", "news", "webmaster",
            "www", "uucp", "ftp",
        ],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Tells whether a character may be in an atom of RFC 5322.</summary>
    public static bool IsAtext(char character) => Atext.Contains(character);

    /// <summary>Checks a local part.</summary>
    /// <param name="local">The text before the @-sign, well-formed UTF-16.</param>
    /// <param name="normalized">The form to store, or null where <paramref name="local"/> is it.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static string? Normalize(ReadOnlySpan<char> local, out string? normalized)
    {
        normalized = null;
        if (Check(local) is { } reason)
        {
            return reason;
        }

        if (!Ascii.IsValid(local))
        {
            // RFC 6532 section 3.1. Normalisation can bring forth what an address must not have: U+037E becomes a semicolon.
            normalized = UnicodeNormalization.ToFormC(local);
            if (normalized is null)
            {
                return UnicodeNormalization.Unavailable;
            }

            local = normalized;
            if (Check(local) is { } changedReason)
            {
                return changedReason;
            }
        }

        if (CommonMailboxes.TryGetValue(local, out var mailbox) && !local.SequenceEqual(mailbox))
        {
            normalized = mailbox;
        }

        return null;
    }

    private static string? Check(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty)
        {
            return "There is nothing before the @-sign.";
        }

        if (local[0] == '"')
        {
            return "The part before the @-sign cannot be quoted.";
        }

        if (local.ContainsAnyExcept(AtextAndPeriod) && CheckBeyondAscii(local) is { } reason)
        {
            return reason;
        }

        if (local[0] == '.' || local[^1] == '.')
        {
            return "The part before the @-sign cannot start or end with a period.";
        }

        return local.IndexOf("..", StringComparison.Ordinal) >= 0 ? "The address cannot have two periods in a row." : null;
    }

    private static string? CheckBeyondAscii(ReadOnlySpan<char> local)
    {
        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii && !AtextAndPeriod.Contains((char)rune.Value))
            {
                return "The part before the @-sign has a character that is not allowed there.";
            }
        }

        return UnsafeCharacters.Check(local);
    }
}
