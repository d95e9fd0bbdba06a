namespace FastApiUsers.ContractTests.Recordings;

/// <summary>A step cannot be replayed; the message says why.</summary>
internal sealed class ReplayException(string message) : Exception(message);
