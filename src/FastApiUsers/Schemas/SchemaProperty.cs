using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FastApiUsers.Errors;
using FastApiUsers.Json;

namespace FastApiUsers.Schemas;

/// <summary>One property of a schema: how it is read from a body and which rules it has to keep.</summary>
internal sealed class SchemaProperty
{
    private readonly JsonPropertyInfo _json;
    private readonly JsonSerializerOptions _options = WireJson.Options;
    private readonly ValidationAttribute[] _rules;
    private readonly bool _required;

    public SchemaProperty(JsonPropertyInfo json)
    {
        _json = json;
        var member = (MemberInfo)json.AttributeProvider!;
        Member = member.Name;
        _rules = [.. member.GetCustomAttributes<ValidationAttribute>(inherit: true)];
        _required = json.IsRequired || _rules.OfType<RequiredAttribute>().Any();

        if (json.CustomConverter is { } converter)
        {
            _options = new JsonSerializerOptions(WireJson.Options);
            _options.Converters.Insert(0, converter);
        }
    }

    /// <summary>The C# name.</summary>
    public string Member { get; }

    /// <summary>The name in a body.</summary>
    public string Name => _json.Name;

    public bool TryRead(JsonElement body, object schema, List<ValidationError> errors)
    {
        if (!body.TryGetProperty(Name, out var element))
        {
            if (_required)
                errors.Add(ValidationError.Missing(Name));
            return false;
        }

        if (!TryConvert(element, out var value, errors) || !KeepsRules(schema, value, errors))
            return false;

        _json.Set!(schema, value);
        return true;
    }

    private bool TryConvert(JsonElement element, out object? value, List<ValidationError> errors)
    {
        value = null;
        if (element.ValueKind == JsonValueKind.Null)
        {
            if (_json.IsSetNullable)
                return true;
            errors.Add(ValidationError.InBody(Name, $"Input should be a valid {TypeName}", $"{TypeName}_type"));
            return false;
        }

        try
        {
            value = element.Deserialize(_json.PropertyType, _options);
            return true;
        }
        catch (InvalidValueException exception)
        {
            errors.Add(ValidationError.InBody(Name, exception.Message, "value_error"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            // InvalidOperationException is the parser's answer to an unpaired surrogate.
            errors.Add(ValidationError.InBody(Name, $"Input should be a valid {TypeName}", $"{TypeName}_type"));
        }

        return false;
    }

    private bool KeepsRules(object schema, object? value, List<ValidationError> errors)
    {
        var context = new ValidationContext(schema) { MemberName = Member, DisplayName = Name };
        var broken = _rules.Select(rule => rule.GetValidationResult(value, context)).OfType<ValidationResult>().ToList();
        errors.AddRange(broken.Select(result => ValidationError.InBody(Name, result.ErrorMessage ?? "Value error", "value_error")));
        return broken.Count == 0;
    }

    private string TypeName
    {
        get
        {
            var type = Nullable.GetUnderlyingType(_json.PropertyType) ?? _json.PropertyType;
            return type == typeof(string) ? "string"
                : type == typeof(bool) ? "bool"
                : type == typeof(int) || type == typeof(long) || type == typeof(short) ? "int"
                : type == typeof(double) || type == typeof(float) || type == typeof(decimal) ? "float"
                : type == typeof(DateTime) || type == typeof(DateTimeOffset) ? "datetime"
                : type == typeof(DateOnly) ? "date"
                : type == typeof(Guid) ? "uuid"
                : "value";
        }
    }
}
