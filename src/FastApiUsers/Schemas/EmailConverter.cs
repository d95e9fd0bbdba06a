using System.Text.Json;
using System.Text.Json.Serialization;
using FastApiUsers.Emails;
using FastApiUsers.Json;

namespace FastApiUsers.Schemas;

/// <summary>Judges and normalises an e-mail address that comes in. What goes out is as it is stored: reading a user never validates.</summary>
internal sealed class EmailConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();

        return EmailAddress.TryNormalize(reader.GetString()!, out var normalized, out var reason)
            ? normalized
            : throw new InvalidValueException("value is not a valid email address: " + reason);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
