using System.Text;

namespace FastApiUsers.ContractTests.Http;

/// <summary>An HTTP answer as it came over the wire.</summary>
internal sealed record RawResponse(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? MediaType => Header("content-type")?.Split(';')[0].Trim();

    public string? Header(string name) => Values(name).FirstOrDefault();

    public IEnumerable<string> Values(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
}
