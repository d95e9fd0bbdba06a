using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace FastApiUsers.Passwords;

/// <summary>The fields between the dollar signs of texts that are not PHC strings: those of Django, and of passlib in part.</summary>
internal static class DollarFields
{
    /// <summary>Splits a text of a length that some algorithm writes.</summary>
    public static string[] Split(string text) => text.Length > PhcString.MaximumLength ? [] : text.Split('$');

    /// <summary>Reads a number that is above zero.</summary>
    // Written back and compared: the parser of the platform also takes leading zeros and trailing NULs.
    public static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number > 0
        && number.ToString(CultureInfo.InvariantCulture) == text;

    /// <summary>Reads a salt, which counts as the text it is and is not decoded.</summary>
    public static bool TryParseSalt(string text, [NotNullWhen(true)] out byte[]? salt)
    {
        // Django makes salts of letters and digits; a salt that was set by hand may have all of printable ASCII.
        var isSalt = text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        salt = isSalt ? Encoding.ASCII.GetBytes(text) : null;
        return isSalt;
    }
}
