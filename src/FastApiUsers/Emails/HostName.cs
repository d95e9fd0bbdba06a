using System.Buffers;

namespace FastApiUsers.Emails;

/// <summary>The rules for a host name that hold whatever its script (RFC 952, RFC 1123 section 2.1).</summary>
internal static class HostName
{
    /// <summary>The reason to refuse a character that no host name has.</summary>
    public const string InvalidCharacter = "The part after the @-sign has a character that is not allowed there.";

    // RFC 1035 section 2.3.4: 255 octets on the wire, which leave 253 characters.
    private const int MaximumLength = 253;
    private const int MaximumLabelLength = 63;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    // RFC 6761 section 6, RFC 6762, RFC 7686: names that no public mail server has. "example" is not among them, as RFC 6761 section 6.5
    // tells applications not to treat it as special. The whole of "arpa" is infrastructure (RFC 3172).
    private static readonly string[] SpecialUse = ["arpa", "invalid", "local", "localhost", "onion", "test"];

    /// <summary>Checks the characters of a domain as it was typed, and gives the reason to refuse it or null.</summary>
    public static string? CheckInput(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty)
        {
            return "There is nothing after the @-sign.";
        }

        if (!domain.ContainsAnyExcept(Characters))
        {
            return null;
        }

        if (domain[0] == '[' && domain[^1] == ']')
        {
            return "The part after the @-sign must be a domain name, not an IP address.";
        }

        return HasForbiddenAscii(domain) ? InvalidCharacter : UnsafeCharacters.Check(domain);
    }

    /// <summary>Checks a mapped domain, into which the mapping may have brought characters, periods and hyphens.</summary>
    public static string? CheckShape(ReadOnlySpan<char> domain)
    {
        if (HasForbiddenAscii(domain))
        {
            return InvalidCharacter;
        }

        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.IsEmpty)
            {
                return "The part after the @-sign cannot start or end with a period or have two in a row.";
            }

            if (label[0] == '-' || label[^1] == '-')
            {
                return "A hyphen after the @-sign must stand between letters or digits.";
            }

            // RFC 5890 section 2.3.1: of the labels with hyphens in the third and fourth place, only A-labels have a meaning.
            if (label.Length >= 4 && label[2..4] is "--" && !label.StartsWith(DomainLabel.AsciiPrefix))
            {
                return "Two hyphens in the third and fourth place after the @-sign or a period are reserved.";
            }
        }

        return null;
    }

    /// <summary>Checks a domain in A-labels: its lengths and its top level.</summary>
    public static string? CheckAscii(ReadOnlySpan<char> domain, bool allowSpecialUse)
    {
        if (domain.Length > MaximumLength)
        {
            return "The part after the @-sign is longer than 253 characters.";
        }

        foreach (var range in domain.Split('.'))
        {
            if (domain[range].Length > MaximumLabelLength)
            {
                return "After the @-sign there are more than 63 characters without a period.";
            }
        }

        if (!domain.Contains('.'))
        {
            return "The part after the @-sign has no period.";
        }

        if (!char.IsAsciiLetter(domain[^1]))
        {
            return "The part after the @-sign is not within a top-level domain.";
        }

        var topLevel = domain[(domain.LastIndexOf('.') + 1)..];
        foreach (var name in SpecialUse)
        {
            if (!allowSpecialUse && topLevel.SequenceEqual(name))
            {
                return "The part after the @-sign is a special-use name that no mail can be sent to.";
            }
        }

        return null;
    }

    private static bool HasForbiddenAscii(ReadOnlySpan<char> domain)
    {
        if (!domain.ContainsAnyExcept(Characters))
        {
            return false;
        }

        foreach (var character in domain)
        {
            if (char.IsAscii(character) && !Characters.Contains(character))
            {
                return true;
            }
        }

        return false;
    }
}
