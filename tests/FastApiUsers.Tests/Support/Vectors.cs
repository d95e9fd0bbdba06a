using System.Text.Json;

namespace FastApiUsers.Tests.Support;

/// <summary>What the original makes of an input, as it was recorded.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors.json"))).RootElement;

    public static JsonElement Get(string name) => Root.GetProperty(name);

    public static IEnumerable<JsonElement> Cases(string name) => Root.GetProperty(name).ValueKind == JsonValueKind.Array
        ? Root.GetProperty(name).EnumerateArray()
        : Root.GetProperty(name).GetProperty("cases").EnumerateArray();
}
