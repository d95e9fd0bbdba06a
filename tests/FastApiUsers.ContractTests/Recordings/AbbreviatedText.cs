using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>Long texts that the recording cut to <c>START…(N characters)</c>, restored to their length.</summary>
internal static partial class AbbreviatedText
{
    // What follows the fields is not in the recording; any login of this length fits, since the fields before it are too many already.
    private const string AfterTheFields = "&username=alice%40camelot.bt&password=abc";

    public static string Restore(string text)
    {
        if (Abbreviation().Match(text) is not { Success: true } match)
            return text;
        var start = match.Groups[1].Value;
        var length = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        return start.StartsWith("f0=1&f1=1", StringComparison.Ordinal)
            ? NumberedFields(length - AfterTheFields.Length) + AfterTheFields
            : start.PadRight(length, start[^1]);
    }

    private static string NumberedFields(int length)
    {
        var fields = new StringBuilder("f0=1");
        for (var number = 1; fields.Length < length; number++)
            fields.Append(CultureInfo.InvariantCulture, $"&f{number}=1");
        return fields.Length == length ? fields.ToString() : throw new ReplayException($"No run of fields is {length} characters long.");
    }

    [GeneratedRegex(@"^(.*)…\((\d+) characters\)$", RegexOptions.Singleline)]
    private static partial Regex Abbreviation();
}
