using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>The recording of the original.</summary>
internal static class Golden
{
    /// <summary>The groups that are replayed, in the recorded order. A further one is a further line.</summary>
    public static readonly IReadOnlyList<GoldenGroup> Groups =
    [
        new("01-register"),
        new("02-setup"),
        new("03-login"),
        new("04-bearer"),
        new("05-cookie"),
        new("06-redis"),
        new("07-logout"),
        new("08-forgot"),
        new("09-reset"),
        new("10-verify"),
        new("11-me"),
        new("12-users"),
        new("15-misc"),
        // What follows signs in through an OAuth provider.
        new("16-variant", LastStep: 783),
    ];

    /// <summary>All steps to replay, in the recorded order.</summary>
    public static IReadOnlyList<Step> Steps { get; } = [.. Groups.SelectMany(Read).OrderBy(step => step.Number)];

    private static IEnumerable<Step> Read(GoldenGroup group) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "spec", "golden", $"{group.Name}.jsonl"))
            .Select(line => new Step(group.Name, JsonSerializer.Deserialize<JsonElement>(line)))
            .Where(step => step.Number <= group.LastStep);
}
