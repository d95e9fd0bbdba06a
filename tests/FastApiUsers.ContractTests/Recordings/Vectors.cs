using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>Inputs, and what the original makes of them.</summary>
internal static class Vectors
{
    public static JsonElement All { get; } =
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "spec", "vectors.json")));
}
