using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FastApiUsers.Errors;
using FastApiUsers.Json;

namespace FastApiUsers.Schemas;

/// <summary>Reads a JSON object into a schema and tells of all that is wrong with it, not of the first thing alone.</summary>
internal sealed class SchemaReader
{
    private static readonly ConcurrentDictionary<Type, SchemaReader> Readers = new();

    private readonly Type _schema;
    private readonly SchemaProperty[] _properties;

    private SchemaReader(Type schema)
    {
        _schema = schema;
        _properties = [.. WireJson.Options.GetTypeInfo(schema).Properties.Where(property => property.Set is not null).Select(property => new SchemaProperty(property))];
    }

    /// <summary>Prepares a schema, so that one that cannot be read fails where it is mapped and not in a request.</summary>
    public static SchemaReader For(Type schema) => Readers.GetOrAdd(schema, type => new SchemaReader(type));

    public static bool TryRead<TSchema>(
        JsonElement body, [NotNullWhen(true)] out TSchema? schema, out IReadOnlyList<ValidationError> errors)
        where TSchema : class
    {
        var found = new List<ValidationError>();
        schema = (TSchema?)For(typeof(TSchema)).Read(body, found);
        errors = found;
        return schema is not null;
    }

    private object? Read(JsonElement body, List<ValidationError> errors)
    {
        var schema = Activator.CreateInstance(_schema)!;
        var given = new List<string>();
        foreach (var property in _properties)
        {
            if (property.TryRead(body, schema, errors))
                given.Add(property.Member);
        }

        if (errors.Count == 0 && schema is IValidatableObject validatable)
            Validate(validatable, errors);
        if (errors.Count > 0)
            return null;

        if (schema is UserSchema userSchema)
        {
            userSchema.WasRead = true;
            userSchema.MarkGiven(given);
        }

        return schema;
    }

    private void Validate(IValidatableObject schema, List<ValidationError> errors)
    {
        foreach (var result in schema.Validate(new ValidationContext(schema)))
        {
            var message = result.ErrorMessage ?? "Value error";
            var places = result.MemberNames.Select(NameOf).DefaultIfEmpty(null);
            errors.AddRange(places.Select(place =>
                place is null ? ValidationError.OfBody(message, "value_error") : ValidationError.InBody(place, message, "value_error")));
        }
    }

    /// <summary>The name that a property has in a body.</summary>
    public string NameOf(string member) => _properties.FirstOrDefault(property => property.Member == member)?.Name ?? member;
}
