using System.Text.Json;
using System.Web;
using FastApiUsers.ContractTests.Http;

namespace FastApiUsers.ContractTests.Recordings;

/// <summary>Takes from an answer the values that later steps use.</summary>
internal static class Captures
{
    /// <summary>Sets those of the step's variables that the answer has a value for, and returns their names.</summary>
    public static IReadOnlyList<string> Take(Step step, RawResponse answer, IReadOnlyList<JsonElement> events, Variables variables)
    {
        var names = new List<string>();
        foreach (var capture in step.Optional("captures")?.EnumerateObject().ToArray() ?? [])
        {
            var source = capture.Value.GetProperty("from").GetString()!;
            var key = capture.Value.GetProperty("key").GetString()!;
            if (Find(source, key, answer, events) is not { } value)
                continue;
            variables.Set(capture.Name, value);
            names.Add(capture.Name);
        }

        return names;
    }

    private static string? Find(string source, string key, RawResponse answer, IReadOnlyList<JsonElement> events) => source switch
    {
        "json" => JsonText(answer, key),
        "set-cookie" => CookieValue(answer, key),
        "event" => EventText(events, key, "token"),
        "event user_id" => EventText(events, key, "user_id"),
        "authorization_url query" when JsonText(answer, "authorization_url") is { } url =>
            HttpUtility.ParseQueryString(new Uri(url).Query)[key],
        _ => null,
    };

    private static string? CookieValue(RawResponse answer, string name) =>
        answer.Values("set-cookie").Select(cookie => cookie.Split(';')[0].Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1];

    private static string? EventText(IReadOnlyList<JsonElement> events, string name, string property) =>
        events.Where(e => e.GetProperty("event").GetString() == name).Select(e => e.GetProperty(property).GetString()).FirstOrDefault();

    private static string? JsonText(RawResponse answer, string key)
    {
        if (answer.MediaType != "application/json")
            return null;
        var body = JsonSerializer.Deserialize<JsonElement>(answer.Text);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(key, out var value) ? value.GetString() : null;
    }
}
