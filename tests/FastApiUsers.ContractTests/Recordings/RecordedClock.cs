using System.Globalization;
using System.Text.RegularExpressions;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>
/// Moves time stamps of the recording to the present. A row that holds one shows both clocks at the same moment; what lies between them
/// is added to every stamp that a later statement writes, so "3601 seconds old" stays so.
/// </summary>
internal sealed partial class RecordedClock
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";
    private TimeSpan shift = TimeSpan.Zero;

    public static bool IsTimestamp(string text) => Timestamp().Match(text) is { Success: true } match && match.Length == text.Length;

    public void Observe(string recorded, string present) => shift = Parse(present) - Parse(recorded);

    public string ToPresent(string sql) =>
        Timestamp().Replace(sql, match => (Parse(match.Value) + shift).ToString(Format, CultureInfo.InvariantCulture));

    private static DateTime Parse(string text) => DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")]
    private static partial Regex Timestamp();
}
