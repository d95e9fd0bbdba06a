using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FastApiUsers.Json;

/// <summary>Reads a number, or a text of one, and refuses what JSON has no number for: NaN and the infinities (RFC 8259 section 6).</summary>
internal sealed class FiniteNumberConverter<T> : JsonConverter<T>
    where T : struct, IFloatingPointIeee754<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.Number => JsonElement.ParseValue(ref reader).GetRawText(),
            JsonTokenType.String => reader.GetString(),
            _ => null,
        };
        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value)
            ? value
            : throw new JsonException();
    }

    // What a database holds all the same is shown as nothing, so that its user can still be read.
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (T.IsFinite(value))
            writer.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}
