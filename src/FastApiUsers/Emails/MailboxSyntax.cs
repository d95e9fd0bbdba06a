using System.Globalization;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>Takes the address out of what people paste: surrounding white space, angle brackets, a display name.</summary>
internal static class MailboxSyntax
{
    /// <summary>Gives the address inside <c>Name &lt;address&gt;</c> where the value has that form, else the trimmed value.</summary>
    public static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> value)
    {
        var trimmed = Trim(value);
        if (trimmed.IsEmpty || trimmed[^1] != '>')
        {
            return trimmed;
        }

        // What follows the trailing white space is settled: the address ends at the closing bracket, whatever it contains.
        var body = trimmed[..^1];
        var open = trimmed[0] == '"' ? OpeningBracketAfterQuotedName(body) : OpeningBracketAfterPlainName(body);
        return open < 0 ? trimmed : Trim(body[(open + 1)..]);
    }

    private static int OpeningBracketAfterPlainName(ReadOnlySpan<char> body)
    {
        var open = body.IndexOf('<');
        return open >= 0 && IsPlainName(body[..open]) && IsContent(body[(open + 1)..]) ? open : -1;
    }

    // A quoted name may contain anything, quotes and brackets included, so that the last place where it can end is the right one.
    private static int OpeningBracketAfterQuotedName(ReadOnlySpan<char> body)
    {
        for (var quote = body.LastIndexOf('"'); quote > 1; quote = body[..quote].LastIndexOf('"'))
        {
            var open = quote + 1;
            while (open < body.Length && IsWhiteSpace(body[open]))
            {
                open++;
            }

            if (open < body.Length && body[open] == '<' && IsContent(body[(open + 1)..]))
            {
                return open;
            }
        }

        return -1;
    }

    private static bool IsContent(ReadOnlySpan<char> content) => !content.IsEmpty && !content.Contains('\n');

    // RFC 5322 section 3.2.3: words of atext, here with the letters and digits of any script.
    private static bool IsPlainName(ReadOnlySpan<char> name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.IsBmp && (IsWhiteSpace((char)rune.Value) || LocalPart.IsAtext((char)rune.Value)))
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune)
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsWhiteSpace(text[start]))
        {
            start++;
        }

        var end = text.Length;
        while (end > start && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    // Python counts the four ASCII information separators as white space; .NET does not.
    private static bool IsWhiteSpace(char character) => char.IsWhiteSpace(character) || character is >= '\u001C' and <= '\u001F';
}
