using System.Globalization;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>The members of an answer. One that is missing, null, empty or of another kind is <see langword="null"/>.</summary>
internal static class JsonMembers
{
    // 9999-12-31T23:59:59Z, the last that a DateTimeOffset holds.
    private const decimal MaximumSeconds = 253402300799;

    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>An id as text, also where it is a whole number: GitHub's and Kakao's are.</summary>
    public static string? Id(this JsonElement json, string name) => json.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.GetRawText() is var digits && digits.All(char.IsAsciiDigit) => digits,
        _ => json.Text(name),
    };

    /// <summary>Whether a member is <c>true</c>, or the text <c>"true"</c> as Apple writes it.</summary>
    public static bool IsTrue(this JsonElement json, string name) => json.Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } value => value.ValueEquals("true"),
        _ => false,
    };

    /// <summary>A number of seconds, also where it is text.</summary>
    public static long? Seconds(this JsonElement json, string name) => json.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var seconds) => InRange(seconds),
        { ValueKind: JsonValueKind.String } value
            when decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) => InRange(seconds),
        _ => null,
    };

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string>? Texts(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : null;

    private static long? InRange(decimal seconds) => seconds is >= 0 and <= MaximumSeconds ? (long)seconds : null;
}
