namespace FastApiUsers.ContractTests.Replays;

/// <summary>What came of one step: nothing, or how it differs from what was expected.</summary>
internal sealed record Outcome(IReadOnlyList<string> Differences)
{
    public bool Agrees => Differences.Count == 0;

    public override string ToString() => string.Join('\n', Differences);
}
