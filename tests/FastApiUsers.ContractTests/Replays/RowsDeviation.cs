using System.Text.Json;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>Rows of the database that differ from the recording on purpose.</summary>
/// <param name="Point">The number of the deviation in the contract.</param>
/// <param name="Apply">Makes our rows of the recorded ones.</param>
internal sealed record RowsDeviation(int Point, Func<JsonElement, JsonElement> Apply)
{
    /// <summary>Other rows, as JSON.</summary>
    public static RowsDeviation Rows(int point, string rows) => new(point, _ => JsonSerializer.Deserialize<JsonElement>(rows));

    /// <summary>The recorded rows but those whose first cell is one of these.</summary>
    public static RowsDeviation Without(int point, params string[] firstCells) => new(point, recorded =>
        JsonSerializer.SerializeToElement(recorded.EnumerateArray().Where(row => !firstCells.Contains(row[0].GetString()))));
}
