namespace FastApiUsers.OpenApi;

/// <summary>One code that a 400 may carry.</summary>
internal sealed record ErrorExample(string Code, string Summary, string? Reason = null);
