using System.Text.Json;
using System.Text.RegularExpressions;
using FastApiUsers.ContractTests.Recordings;

namespace FastApiUsers.ContractTests.Comparison;

/// <summary>What an answer has to be: as recorded, or as a deviation changes it.</summary>
internal sealed partial record ExpectedAnswer
{
    public required int Status { get; init; }

    /// <summary>Whether the rest of the answer is the framework's own affair.</summary>
    public bool StatusOnly { get; init; }

    public string? MediaType { get; init; }

    public string Body { get; init; } = "";

    /// <summary>The places that a 422 names; null where they are not compared.</summary>
    public IReadOnlyList<string>? Locations { get; init; }

    public IReadOnlyList<string> Cookies { get; init; } = [];

    public string? Location { get; init; }

    public string? Challenge { get; init; }

    public string? Allow { get; init; }

    public IReadOnlyList<JsonElement> Events { get; init; } = [];

    public static ExpectedAnswer FromRecording(Step step, Variables variables, Uri server)
    {
        var response = step.Line.GetProperty("response");
        var headers = response.GetProperty("headers").EnumerateArray()
            .Select(header => (Name: header[0].GetString()!, Value: variables.SubstituteKnown(header[1].GetString()!)))
            .ToLookup(header => header.Name, header => header.Value);
        var status = response.GetProperty("status").GetInt32();
        var method = step.Line.GetProperty("request").GetProperty("method").GetString();
        var body = RecordedAddress().Replace(variables.SubstituteKnown(response.GetProperty("body").GetString()!), Uri.EscapeDataString(server.Authority));
        var statusOnly = status == 405 || method is "HEAD" or "OPTIONS";
        return new ExpectedAnswer
        {
            Status = status,
            StatusOnly = statusOnly,
            MediaType = headers["content-type"].Select(value => value.Split(';')[0]).FirstOrDefault(),
            Body = body,
            Locations = status == 422 && !statusOnly ? ValidationErrors.Locations(body) : null,
            Cookies = [.. headers["set-cookie"]],
            Location = headers["location"].FirstOrDefault(),
            // Deviation 16: RFC 6750 section 3 wants the challenge that the original leaves out. Every 401 of the recording is of
            // a route that a bearer backend guards, too.
            Challenge = status == 401 ? "Bearer" : null,
            Allow = headers["allow"].FirstOrDefault(),
            Events = [.. step.Optional("events")?.EnumerateArray().Select(e => Substituted(e, variables)) ?? []],
        };
    }

    /// <summary>The same with each <c>{{NAME}}</c> replaced, as a deviation has them.</summary>
    public ExpectedAnswer Substitute(Variables variables) =>
        this with { Body = variables.SubstituteKnown(Body), Events = [.. Events.Select(e => Substituted(e, variables))] };

    // The two servers of the recording, as an authorization URL names them.
    [GeneratedRegex("127\\.0\\.0\\.1%3A1800[01]")]
    private static partial Regex RecordedAddress();

    private static JsonElement Substituted(JsonElement element, Variables variables) =>
        JsonSerializer.Deserialize<JsonElement>(variables.SubstituteKnown(element.GetRawText()));
}
