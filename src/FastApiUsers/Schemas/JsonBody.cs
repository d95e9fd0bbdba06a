using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FastApiUsers.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FastApiUsers.Schemas;

/// <summary>
/// The body of a request, as the original takes it: it must be JSON by its content type; malformed JSON names the position; and
/// nothing, <c>null</c> and what is no object are told apart.
/// </summary>
internal sealed class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonElement? _object;
    private readonly bool _isMissing;

    private JsonBody(JsonElement? body, bool isMissing, ValidationError? malformed = null)
    {
        _object = body;
        _isMissing = isMissing;
        Malformed = malformed;
    }

    /// <summary>What is wrong with the form, or <see langword="null"/>.</summary>
    public ValidationError? Malformed { get; }

    public static async Task<JsonBody> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var json = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (json.IsEmpty)
            return new JsonBody(null, isMissing: true);
        if (!HasJsonContentType(request))
            return new JsonBody(null, isMissing: false);

        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => new JsonBody(document.RootElement.Clone(), isMissing: false),
                JsonValueKind.Null => new JsonBody(null, isMissing: true),
                _ => new JsonBody(null, isMissing: false),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is the parser's answer to an unpaired surrogate in a name.
            return new JsonBody(null, isMissing: false, ValidationError.InBody(JsonErrorPosition.Find(json.Span), "JSON decode error", "json_invalid"));
        }
    }

    /// <summary>Reads the body as one schema: what is no object is an error of the body itself.</summary>
    public bool TryRead<TSchema>([NotNullWhen(true)] out TSchema? schema, out IReadOnlyList<ValidationError> errors)
        where TSchema : class
    {
        schema = null;
        errors = Malformed is not null ? [Malformed]
            : _isMissing ? [ValidationError.OfBody("Field required", "missing")]
            : [ValidationError.OfBody("Input should be a valid dictionary or object to extract fields from", "model_attributes_type")];
        return _object is { } body && SchemaReader.TryRead(body, out schema, out errors);
    }

    /// <summary>Reads the body as single fields: each is missing where there is no object, and where it is <c>null</c>.</summary>
    public bool TryReadFields<TFields>([NotNullWhen(true)] out TFields? fields, out IReadOnlyList<ValidationError> errors)
        where TFields : class
    {
        fields = null;
        errors = Malformed is null ? [] : [Malformed];
        return Malformed is null && SchemaReader.TryRead(_object ?? EmptyObject, out fields, out errors);
    }

    private static JsonElement EmptyObject { get; } = JsonDocument.Parse("{}").RootElement;

    // RFC 6839 section 3.1: application/json or a type with the suffix +json.
    private static bool HasJsonContentType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
