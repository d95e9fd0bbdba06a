using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FastApiUsers.Json;

/// <summary>The JSON of the library's routes: snake_case, whatever the application's own options say.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            RespectNullableAnnotations = true,
            // The answers are application/json, never HTML: text stays readable, as the original writes it.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new LenientBoolConverter(), new FiniteNumberConverter<double>(), new FiniteNumberConverter<float>() },
        };
        options.MakeReadOnly();
        return options;
    }
}
