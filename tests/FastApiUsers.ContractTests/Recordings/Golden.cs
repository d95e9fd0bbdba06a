using System.Text.Json;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>The recording of the original.</summary>
internal static class Golden
{
    /// <summary>The groups that are replayed, in the recorded order. A further one is a further line.</summary>
    public static readonly IReadOnlyList<string> Groups =
    [
        "01-register",
        "02-setup",
        "03-login",
        "04-bearer",
        "05-cookie",
        "06-redis",
        "07-logout",
        "08-forgot",
        "09-reset",
        "10-verify",
        "11-me",
        "12-users",
        "13-oauth",
        "14-oauth-associate",
        "15-misc",
        "16-variant",
    ];

    // The user whom a provider signed up, whose id the recording has under two names and once as it was then.
    private const string SignedUp = "{{EID_639}}";
    private static readonly string[] OtherNames = ["{{OAUTH1}}", "eae7580b-4454-4a3a-93c6-89fac3ba301e"];

    /// <summary>All steps to replay, in the recorded order.</summary>
    public static IReadOnlyList<Step> Steps { get; } = [.. Groups.SelectMany(Read).OrderBy(step => step.Number)];

    private static IEnumerable<Step> Read(string group) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "spec", "golden", $"{group}.jsonl"))
            .Select(line => OtherNames.Aggregate(line, (text, name) => text.Replace(name, SignedUp, StringComparison.Ordinal)))
            .Select(line => new Step(group, JsonSerializer.Deserialize<JsonElement>(line)));
}
