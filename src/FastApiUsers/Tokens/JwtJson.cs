using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FastApiUsers.Tokens;

/// <summary>The JSON objects of a JWT, read in place. Of members of one name the last counts, as Python reads them.</summary>
internal static class JwtJson
{
    /// <summary>Reads an object. It is valid as long as the bytes are, and until it is disposed of.</summary>
    public static bool TryParseObject(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        JsonDocument? parsed = null;
        try
        {
            if (json.Span.StartsWith(Encoding.UTF8.Preamble))
                json = json[Encoding.UTF8.Preamble.Length..];

            parsed = JsonDocument.Parse(json);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
                return false;

            foreach (var member in parsed.RootElement.EnumerateObject())
            {
                ReadName(member);
                ReadTexts(member.Value);
            }

            (document, parsed) = (parsed, null);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is the parser's answer to an unpaired surrogate.
            return false;
        }
        finally
        {
            parsed?.Dispose();
        }
    }

    // Reads each text once, so that one with an unpaired surrogate fails here and not where it is used.
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                if (NeedsReading(JsonMarshal.GetRawUtf8Value(value)))
                    value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    ReadTexts(member.Value);
                break;
        }
    }

    private static void ReadName(JsonProperty member)
    {
        if (NeedsReading(JsonMarshal.GetRawUtf8PropertyName(member)))
            _ = member.Name;
    }

    // Most texts have no escape and are well-formed, which costs no string to see.
    private static bool NeedsReading(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\') || !Utf8.IsValid(raw);
}
