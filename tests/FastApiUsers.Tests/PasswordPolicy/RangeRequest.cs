namespace FastApiUsers.Tests.PasswordPolicy;

/// <summary>What a range service was asked.</summary>
internal sealed record RangeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers);
