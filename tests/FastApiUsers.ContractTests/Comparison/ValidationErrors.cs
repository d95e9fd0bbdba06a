using System.Text.Json;

namespace FastApiUsers.ContractTests.Comparison;

/// <summary>The body of a 422: of it only the places count, words and types are our own.</summary>
internal static class ValidationErrors
{
    /// <summary>The <c>loc</c>s as compact JSON, sorted, each once.</summary>
    public static IReadOnlyList<string> Locations(string body) =>
        [.. Errors(body).Select(error => JsonSerializer.Serialize(error.GetProperty("loc"))).Distinct().Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Differences(ExpectedAnswer expected, string body)
    {
        IReadOnlyList<string> locations;
        try
        {
            locations = Locations(body);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [$"body: expected a detail with a loc for each error, got {body}"];
        }

        var differences = new List<string>();
        if (locations.Count == 0)
            differences.Add($"body: expected an error in its detail, got {body}");
        if (expected.Locations is { } places && !places.SequenceEqual(locations))
            differences.Add($"loc: expected {string.Join(' ', places)}, got {string.Join(' ', locations)}");
        // Deviation 17: the original echoes what was sent, passwords included.
        if (Errors(body).Any(error => error.TryGetProperty("input", out _)))
            differences.Add("body: an error echoes its input");
        return differences;
    }

    private static JsonElement.ArrayEnumerator Errors(string body) =>
        JsonSerializer.Deserialize<JsonElement>(body).GetProperty("detail").EnumerateArray();
}
