using System.Text.Json;
using FastApiUsers.ContractTests.Http;

namespace FastApiUsers.ContractTests.Comparison;

/// <summary>Compares an answer with the expected one in what a client acts on: status, body, and a few headers.</summary>
internal static class AnswerComparison
{
    private const int ShownCharacters = 600;

    public static IReadOnlyList<string> Differences(ExpectedAnswer expected, RawResponse actual)
    {
        if (actual.Status != expected.Status)
            return [$"status: expected {expected.Status}, got {actual.Status} {Shown(actual.Text)}"];
        if (expected.StatusOnly)
            return [];
        return
        [
            .. BodyDifferences(expected, actual),
            .. Different("content-type", expected.MediaType, actual.MediaType),
            .. Different("set-cookie", Cookies(expected.Cookies), Cookies(actual.Values("set-cookie"))),
            .. Different("location", expected.Location, actual.Header("location")),
            .. Different("www-authenticate", expected.Challenge, actual.Header("www-authenticate")),
            .. Different("allow", expected.Allow, actual.Header("allow")),
        ];
    }

    private static IEnumerable<string> BodyDifferences(ExpectedAnswer expected, RawResponse actual)
    {
        if (expected.Status == 422)
            return ValidationErrors.Differences(expected, actual.Text);
        return SameBody(expected.Body, actual.Text) ? [] : [$"body: expected {Shown(expected.Body)}, got {Shown(actual.Text)}"];
    }

    private static bool SameBody(string expected, string actual) =>
        Json(expected) is { } one && Json(actual) is { } other ? JsonElement.DeepEquals(one, other) : expected == actual;

    private static JsonElement? Json(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cookies(IEnumerable<string> headers) =>
        string.Join(" | ", headers.Select(SetCookie.Normalize).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Different(string header, string? expected, string? actual) =>
        expected == actual ? [] : [$"{header}: expected {expected ?? "none"}, got {actual ?? "none"}"];

    private static string Shown(string text) => text.Length > ShownCharacters ? $"{text[..ShownCharacters]}…" : text;
}
