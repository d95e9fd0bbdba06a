using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>Judges e-mail addresses and brings them into the one form in which they are stored and compared.</summary>
/// <remarks>
/// Accepts and refuses what Python's <c>email-validator</c> 2.3 does when pydantic's <c>EmailStr</c> calls it, without asking the DNS.
/// Internationalised domains are mapped by UTS #46 and checked by IDNA 2008 (RFC 5890 to 5893), computed from the runtime's Unicode data
/// rather than from tables. Known limits: a domain with a zero-width joiner or non-joiner is refused, even as an A-label; the bidi classes
/// are told by script; a character newer than the runtime's Unicode data is refused. Where the application runs with
/// <c>InvariantGlobalization</c> the runtime cannot normalise Unicode: addresses beyond ASCII are then accepted only if they consist of
/// characters that normalisation leaves alone (Latin, Greek, Cyrillic, Hebrew, Arabic, kana, Han, Hangul and emoji).
/// </remarks>
public static class EmailAddress
{
    // pydantic's limit on what it hands to the validator at all, in code points.
    private const int MaximumInputLength = 2048;

    // RFC 3696, errata 1690: the 256 octets of an RFC 5321 path less its two angle brackets.
    private const int MaximumOctets = 254;

    private const string TooLong = "The address is longer than 254 octets.";

    /// <summary>Checks an address and gives the form to store: the domain in lower case and Unicode, everything in NFC.</summary>
    /// <param name="value">
    /// The address as it was typed. White space around it, angle brackets and a display name (<c>Alice &lt;alice@camelot.bt&gt;</c>) are
    /// dropped.
    /// </param>
    /// <param name="normalized">The address to store; the same instance as <paramref name="value"/> where nothing had to change.</param>
    /// <param name="reason">Why the address is refused: a sentence for people that never repeats the input.</param>
    /// <returns>Whether the address is acceptable. No input makes this method throw.</returns>
    public static bool TryNormalize(
        [NotNullWhen(true)] string? value, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? reason)
    {
        normalized = null;
        reason = value is null ? "The address is missing." : Normalize(value, allowSpecialUse: false, out normalized);
        return reason is null;
    }

    /// <summary>
    /// Checks an address that a provider vouches for: of a company, it may be within a special-use domain, such as <c>corp.local</c>.
    /// </summary>
    /// <param name="value">The address as the provider gives it.</param>
    /// <param name="stored">The address to store: as it was given, unless it was wrapped in something.</param>
    internal static bool TryNormalizeOfProvider([NotNullWhen(true)] string? value, [NotNullWhen(true)] out string? stored)
    {
        stored = null;
        if (value is null || Normalize(value, allowSpecialUse: true, out var normalized) is not null)
            return false;

        stored = string.Equals(value, normalized, StringComparison.OrdinalIgnoreCase) ? value : normalized!;
        return true;
    }

    private static string? Normalize(string value, bool allowSpecialUse, out string? normalized)
    {
        normalized = null;
        if (value.Length > MaximumInputLength && CountCodePoints(value) > MaximumInputLength)
        {
            return "The address is longer than 2048 characters.";
        }

        var address = MailboxSyntax.Unwrap(value);
        if (!TryCountOctets(address, out var octets))
        {
            return "The address is not well-formed Unicode.";
        }

        // The address as given is measured too, and first: that bounds the work which follows.
        if (octets > MaximumOctets)
        {
            return TooLong;
        }

        var at = address.IndexOf('@');
        if (at < 0)
        {
            return "The address has no @-sign.";
        }

        if (LocalPart.Normalize(address[..at], out var local) is { } localReason)
        {
            return localReason;
        }

        if (DomainName.Normalize(address[(at + 1)..], allowSpecialUse, out var domain, out var asciiLength) is { } domainReason)
        {
            return domainReason;
        }

        var storedLocal = local ?? address[..at];
        var storedDomain = domain ?? address[(at + 1)..];

        // The stored form is measured, and the form whose domain is in A-labels, since a mail server may be sent either.
        var domainOctets = Math.Max(Encoding.UTF8.GetByteCount(storedDomain), asciiLength);
        if (Encoding.UTF8.GetByteCount(storedLocal) + 1 + domainOctets > MaximumOctets)
        {
            return TooLong;
        }

        normalized = IsJoined(value, storedLocal, storedDomain) ? value : string.Concat(storedLocal, "@", storedDomain);
        return null;
    }

    private static bool IsJoined(string value, ReadOnlySpan<char> local, ReadOnlySpan<char> domain) =>
        value.Length == local.Length + 1 + domain.Length
        && value.AsSpan().StartsWith(local)
        && value[local.Length] == '@'
        && value.AsSpan().EndsWith(domain);

    private static int CountCodePoints(string value)
    {
        var count = 0;
        foreach (var _ in value.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static bool TryCountOctets(ReadOnlySpan<char> text, out int octets)
    {
        octets = text.Length;
        if (Ascii.IsValid(text))
        {
            return true;
        }

        octets = 0;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) is not OperationStatus.Done)
            {
                return false;
            }

            octets += rune.Utf8SequenceLength;
            text = text[consumed..];
        }

        return true;
    }
}
