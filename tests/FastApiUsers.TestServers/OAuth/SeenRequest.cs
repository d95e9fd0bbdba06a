namespace FastApiUsers.TestServers.OAuth;

/// <summary>A request that a <see cref="FakeProvider"/> saw.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Query">The query with its question mark, or nothing.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Form">The fields of the body.</param>
/// <param name="Body">The body as it came.</param>
public sealed record SeenRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Form, string Body);
