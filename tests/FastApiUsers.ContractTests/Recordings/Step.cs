using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>One line of the recording.</summary>
internal sealed record Step(string Group, JsonElement Line)
{
    public int Number => Line.GetProperty("n").GetInt32();

    public string Application => Line.GetProperty("app").GetString()!;

    public string Name => Line.GetProperty("name").GetString()!;

    public string? Note => Optional("note")?.GetString();

    public StepKind Kind => Optional("step")?.GetString() switch
    {
        null => StepKind.Exchange,
        "sql" => StepKind.Sql,
        "mint" => StepKind.Mint,
        "var" => StepKind.Variable,
        "redis" => StepKind.Redis,
        _ => StepKind.Remark,
    };

    /// <summary>Whether the step shows something that a test can check; the others only prepare.</summary>
    public bool IsCase => Kind is StepKind.Exchange or StepKind.Sql or StepKind.Redis;

    public JsonElement? Optional(string property) => Line.TryGetProperty(property, out var value) ? value : null;
}
