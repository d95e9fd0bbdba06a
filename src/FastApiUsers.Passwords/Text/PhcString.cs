using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FastApiUsers.Passwords;

/// <summary>
/// A hash in the PHC string format: <c>$id$v=19$name=value,name=value$salt$hash</c>. Read strictly: one text for one value, so that
/// numbers have no leading zeros, base64 is standard, unpadded and without stray bits, and nothing follows the hash.
/// </summary>
/// <param name="Id">The name of the algorithm.</param>
/// <param name="Version">The version of the algorithm, or null where the text has none.</param>
/// <param name="Parameters">The numeric parameters in the order of the text.</param>
/// <param name="Salt">The decoded salt.</param>
/// <param name="Hash">The decoded hash.</param>
internal sealed record PhcString(string Id, int? Version, IReadOnlyList<(string Name, int Value)> Parameters, byte[] Salt, byte[] Hash)
{
    /// <summary>No algorithm here writes more; the length is checked before anything is allocated for a text.</summary>
    public const int MaximumLength = 1024;

    private const string VersionPrefix = "v=";

    public static bool TryParse(string text, [NotNullWhen(true)] out PhcString? phc)
    {
        phc = null;
        if (text.Length > MaximumLength || text.Split('$') is not ["", var id, .. var rest])
            return false;

        int? version = null;
        if (rest is [var first, ..] && first.StartsWith(VersionPrefix, StringComparison.Ordinal))
        {
            if (!TryParseNumber(first[VersionPrefix.Length..], out var number))
                return false;
            version = number;
            rest = rest[1..];
        }

        if (rest is not [var list, var saltText, var hashText]
            || !TryParseParameters(list, out var parameters)
            || !TryDecode(saltText, out var salt)
            || !TryDecode(hashText, out var hash))
        {
            return false;
        }

        phc = new PhcString(id, version, parameters, salt, hash);
        return true;
    }

    public override string ToString()
    {
        var version = Version is { } number ? string.Create(CultureInfo.InvariantCulture, $"${VersionPrefix}{number}") : "";
        var parameters = Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value}"));
        return $"${Id}{version}${string.Join(',', parameters)}${Encode(Salt)}${Encode(Hash)}";
    }

    private static bool TryParseParameters(string list, out List<(string Name, int Value)> parameters)
    {
        parameters = [];
        foreach (var item in list.Split(','))
        {
            if (item.Split('=') is not [{ Length: > 0 } name, var text] || !TryParseNumber(text, out var value))
                return false;
            parameters.Add((name, value));
        }

        return true;
    }

    // Written back and compared: the parser of the platform also takes leading zeros and trailing NULs.
    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number.ToString(CultureInfo.InvariantCulture) == text;

    // Written back and compared: the decoder of the platform also takes white space and stray bits in the last character.
    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length * 3 / 4];
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var written) && written == bytes.Length && Encode(bytes) == text;
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
