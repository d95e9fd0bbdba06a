namespace FastApiUsers.ContractTests.Recordings;

/// <summary>A file of the recording, or the part of it up to a step.</summary>
internal sealed record GoldenGroup(string Name, int LastStep = int.MaxValue);
