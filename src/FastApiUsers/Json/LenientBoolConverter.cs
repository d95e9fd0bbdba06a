using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FastApiUsers.Json;

/// <summary>Reads a truth value as pydantic's lax mode does: also <c>0</c>, <c>1</c>, and words such as <c>"yes"</c> and <c>"off"</c>.</summary>
internal sealed class LenientBoolConverter : JsonConverter<bool>
{
    private static readonly FrozenDictionary<string, bool> Words = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        ["0"] = false, ["off"] = false, ["f"] = false, ["false"] = false, ["n"] = false, ["no"] = false,
        ["1"] = true, ["on"] = true, ["t"] = true, ["true"] = true, ["y"] = true, ["yes"] = true,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetDouble(out var number) && number is 0 or 1 => number == 1,
        JsonTokenType.String when Words.TryGetValue(reader.GetString()!, out var word) => word,
        _ => throw new InvalidValueException("Input should be a valid boolean"),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
