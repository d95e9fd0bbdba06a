using FastApiUsers.ContractTests.Comparison;

namespace FastApiUsers.ContractTests.Replays;

/// <summary>An answer that differs from the recording on purpose.</summary>
/// <param name="Point">The number of the deviation in the contract.</param>
/// <param name="Apply">Makes our answer of the recorded one.</param>
internal sealed record AnswerDeviation(int Point, Func<ExpectedAnswer, ExpectedAnswer> Apply)
{
    /// <summary>Another status and JSON body, and no hook.</summary>
    public static AnswerDeviation Answer(int point, int status, string body) => new(point, recorded => recorded with
    {
        Status = status,
        Body = body,
        MediaType = "application/json",
        Cookies = [],
        Events = [],
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
