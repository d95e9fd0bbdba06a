namespace FastApiUsers.ContractTests.Server;

/// <summary>The two presets of <c>FastApiUsers:Compatibility</c>.</summary>
public enum Preset
{
    Modern,
    Original,
}
