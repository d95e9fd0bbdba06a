using System.Text.Json;

namespace FastApiUsers.ContractTests.Comparison;

/// <summary>Compares the hooks that fired with those expected, in their order.</summary>
internal static class EventComparison
{
    public static IReadOnlyList<string> Differences(IReadOnlyList<JsonElement> expected, IReadOnlyList<JsonElement> actual)
    {
        var one = Shown(expected);
        var other = Shown(actual);
        return one == other ? [] : [$"events: expected {one}, got {other}"];
    }

    private static string Shown(IReadOnlyList<JsonElement> events) => events.Count == 0 ? "none" : string.Join(", ", events.Select(Shown));

    private static string Shown(JsonElement e)
    {
        var token = e.TryGetProperty("token", out var value) && value.ValueKind == JsonValueKind.String
            ? $" token {value.GetString()}"
            : "";
        var keys = e.TryGetProperty("update_keys", out var names) && names.ValueKind == JsonValueKind.Array
            ? $" keys [{string.Join(' ', names.EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal))}]"
            : "";
        return $"{e.GetProperty("event").GetString()} {e.GetProperty("user_id").GetString()}{token}{keys}";
    }
}
