using System.Text.Json;
using FastApiUsers.ContractTests.Comparison;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>An answer that differs from the recording on purpose.</summary>
/// <param name="Point">The number of the deviation in the contract.</param>
/// <param name="Apply">Makes our answer of the recorded one.</param>
internal sealed record AnswerDeviation(int Point, Func<ExpectedAnswer, ExpectedAnswer> Apply)
{
    /// <summary>Another status and JSON body, and other hooks.</summary>
    public static AnswerDeviation Answer(int point, int status, string body, params string[] events) => new(point, recorded => recorded with
    {
        Status = status,
        Body = body,
        MediaType = body.Length == 0 ? null : "application/json",
        Cookies = [],
        Events = [.. events.Select(e => JsonSerializer.Deserialize<JsonElement>(e))],
    });

    /// <summary>A sign-in, whose token nobody knows before.</summary>
    public static AnswerDeviation Login(int point, string hook) => new(point, recorded => recorded with
    {
        Status = 200,
        StatusOnly = true,
        Events = [JsonSerializer.Deserialize<JsonElement>(hook)],
    });

    /// <summary>A 422 that names these places of the body; any place where none is given.</summary>
    public static AnswerDeviation Refused(int point, params string[] locations) => new(point, recorded => recorded with
    {
        Status = 422,
        Locations = locations.Length == 0 ? null : locations,
        MediaType = "application/json",
        Cookies = [],
        Events = [],
    });

    /// <summary>A status that the framework decides; its body and headers are not ours.</summary>
    public static AnswerDeviation Framework(int point, int status) => new(point, recorded => recorded with
    {
        Status = status,
        StatusOnly = true,
        Events = [],
    });
}
