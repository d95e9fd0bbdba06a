using System.Buffers;
using System.Text;

namespace FastApiUsers.Emails;

/// <summary>The part after the @-sign: a host name, internationalised by IDNA 2008.</summary>
internal static class DomainName
{
    private const string InvalidLabel = "The part after the @-sign is not a valid internationalised domain name.";

    private static readonly SearchValues<char> UpperCase = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Checks a domain.</summary>
    /// <param name="domain">The text after the @-sign, well-formed UTF-16.</param>
    /// <param name="allowSpecialUse">Whether a special-use name is accepted.</param>
    /// <param name="normalized">The form to store, or null where <paramref name="domain"/> is it.</param>
    /// <param name="asciiLength">The length of the domain in A-labels.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static string? Normalize(ReadOnlySpan<char> domain, bool allowSpecialUse, out string? normalized, out int asciiLength)
    {
        asciiLength = domain.Length;
        normalized = null;
        if (HostName.CheckInput(domain) is { } characterReason)
        {
            return characterReason;
        }

        var isAscii = Ascii.IsValid(domain);
        if (!isAscii || domain.ContainsAny(UpperCase))
        {
            normalized = isAscii ? ToLower(domain) : Uts46Mapping.Map(domain);
            if (normalized is null)
            {
                return HostName.InvalidCharacter;
            }

            domain = normalized;
            isAscii = Ascii.IsValid(domain);
        }

        if (HostName.CheckShape(domain) is { } shapeReason)
        {
            return shapeReason;
        }

        if (isAscii && domain.IndexOf(DomainLabel.AsciiPrefix, StringComparison.Ordinal) < 0)
        {
            return HostName.CheckAscii(domain, allowSpecialUse);
        }

        if (!TryConvert(domain, out var ascii, out normalized))
        {
            return InvalidLabel;
        }

        asciiLength = ascii.Length;
        return HostName.CheckAscii(ascii, allowSpecialUse);
    }

    private static string ToLower(ReadOnlySpan<char> domain) =>
        string.Create(domain.Length, domain, static (lower, source) => Ascii.ToLower(source, lower, out _));

    private static bool TryConvert(ReadOnlySpan<char> domain, out string ascii, out string unicode)
    {
        var asciiLabels = new List<string>();
        var unicodeLabels = new List<string>();
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range].ToString();
            if (!DomainLabel.TryConvert(label, out var aLabel, out var uLabel))
            {
                (ascii, unicode) = ("", "");
                return false;
            }

            asciiLabels.Add(aLabel);
            unicodeLabels.Add(uLabel);
        }

        ascii = string.Join('.', asciiLabels);
        unicode = string.Join('.', unicodeLabels);
        return true;
    }
}
