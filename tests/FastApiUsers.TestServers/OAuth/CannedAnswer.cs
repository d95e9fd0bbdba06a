namespace FastApiUsers.TestServers.OAuth;

/// <summary>An answer that a test puts in.</summary>
/// <param name="Body">The body.</param>
/// <param name="Status">The status.</param>
/// <param name="MediaType">What the body is.</param>
public sealed record CannedAnswer(string Body, int Status = 200, string MediaType = "application/json");
