using System.Text.RegularExpressions;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>The values behind the <c>{{NAME}}</c>s of the recording, as this run captured them.</summary>
internal sealed partial class Variables
{
    private readonly Dictionary<string, string> values = [];

    public void Set(string name, string value) => values[name] = value;

    /// <summary>The text with each <c>{{NAME}}</c> replaced.</summary>
    /// <exception cref="ReplayException">A name has no value, since the step that was to capture it failed.</exception>
    public string Substitute(string template) => Placeholder().Replace(template, match =>
        values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new ReplayException($"{match.Value} has no value: the step that captures it failed."));

    /// <summary>The same for text that is only compared: a name without a value stays, and so equals nothing.</summary>
    public string SubstituteKnown(string template) =>
        Placeholder().Replace(template, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\{\{([A-Z][A-Z0-9_]*)\}\}")]
    private static partial Regex Placeholder();
}
