using System.Text;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>A whole answer with a status of 2xx.</summary>
internal sealed record ProviderAnswer(string Provider, string What, string? MediaType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a JSON object or array.</summary>
    /// <exception cref="OAuthException">It is none.</exception>
    public JsonElement Json() => TryParse(Body, out var json)
        ? json
        : throw new OAuthException(OAuthFailure.BadAnswer, $"{Provider}: the answer to the {What} is not JSON.");

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="OAuthException">It is none.</exception>
    public JsonElement JsonObject() => Json() is { ValueKind: JsonValueKind.Object } json
        ? json
        : throw new OAuthException(OAuthFailure.BadAnswer, $"{Provider}: the answer to the {What} is not a JSON object.");

    internal static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement json)
    {
        json = default;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            json = document.RootElement.Clone();
            ReadTexts(json);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is the parser's answer to an unpaired surrogate.
            return false;
        }
    }

    // Reads each text once, so that one with an unpaired surrogate fails here and not where it is used.
    private static void ReadTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            value.GetString();
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray())
                ReadTexts(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                ReadTexts(member.Value);
    }
}
