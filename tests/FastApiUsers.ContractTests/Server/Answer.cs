using System.Net.Http.Headers;
using System.Text.Json;

namespace FastApiUsers.ContractTests.Server;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>The error code: of <c>{"detail": CODE}</c> or of <c>{"detail": {"code": CODE}}</c>.</summary>
    public string? Code
    {
        get
        {
            var detail = Json.GetProperty("detail");
            return detail.ValueKind == JsonValueKind.Object ? detail.GetProperty("code").GetString() : detail.GetString();
        }
    }

    /// <summary>The places that a 422 names, as <c>body.email</c>.</summary>
    public IEnumerable<string> Locations => Json.GetProperty("detail").EnumerateArray()
        .Select(error => string.Join('.', error.GetProperty("loc").EnumerateArray().Select(part => part.ToString())));

    /// <summary>Fails unless the answer has that status, telling its body.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status} {Body}");
        return this;
    }

    /// <summary>Fails unless the answer is that error.</summary>
    public void Expect(int status, string code) => Assert.Equal(code, Expect(status).Code);

    /// <summary>Fails unless the answer is a 422 that names that place.</summary>
    public void ExpectInvalid(string location) => Assert.Contains(location, Expect(422).Locations);
}
