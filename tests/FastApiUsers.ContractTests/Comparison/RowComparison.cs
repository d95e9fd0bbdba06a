using System.Globalization;
using System.Text.Json;
using FastApiUsers.ContractTests.Recordings;

namespace FastApiUsers.ContractTests.Comparison;

/// <summary>Compares the rows of a query with the expected ones.</summary>
internal static class RowComparison
{
    public static IReadOnlyList<string> Differences(JsonElement expected, IReadOnlyList<IReadOnlyList<object?>> actual, RecordedClock clock)
    {
        var rows = expected.EnumerateArray().Select(row => row.EnumerateArray().Select(Shown).ToArray()).ToArray();
        var shown = actual.Select(row => row.Select(Shown).ToArray()).ToArray();
        var differences = new List<string>();
        if (rows.Length != shown.Length)
            differences.Add($"rows: expected {rows.Length}, got {shown.Length}");
        foreach (var (row, other) in rows.Zip(shown))
        {
            if (row.Length != other.Length || row.Zip(other).Any(cells => !SameCell(cells.First, cells.Second, clock)))
                differences.Add($"row: expected {string.Join(", ", row)}, got {string.Join(", ", other)}");
        }

        return differences;
    }

    private static bool SameCell(string expected, string actual, RecordedClock clock)
    {
        if (!RecordedClock.IsTimestamp(expected) || !RecordedClock.IsTimestamp(actual))
            return expected == actual;
        clock.Observe(expected, actual);
        return true;
    }

    private static string Shown(JsonElement cell) => cell.ValueKind == JsonValueKind.String ? cell.GetString()! : cell.GetRawText();

    private static string Shown(object? cell) => cell is null ? "null" : Convert.ToString(cell, CultureInfo.InvariantCulture)!;
}
