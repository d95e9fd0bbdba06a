using System.Reflection;
using FastApiUsers.Errors;
using FastApiUsers.Json;
using FastApiUsers.Schemas;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>Gives the library's schemas the names that they have on the wire: the generator knows only the application's own JSON options.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is null && schema.Properties is { Count: > 0 } properties && IsOurs(context.JsonTypeInfo.Type))
            Rename(schema, properties, context);
        return Task.CompletedTask;
    }

    private static bool IsOurs(Type type) =>
        typeof(UserSchema).IsAssignableFrom(type) || type.Assembly == typeof(SchemaTransformer).Assembly || IsUserRead(type);

    private static bool IsUserRead(Type? type) =>
        type is not null && (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(BaseUserRead<>) || IsUserRead(type.BaseType));

    private static void Rename(OpenApiSchema schema, IDictionary<string, IOpenApiSchema> properties, OpenApiSchemaTransformerContext context)
    {
        var wire = WireJson.Options.GetTypeInfo(context.JsonTypeInfo.Type).Properties.ToDictionary(property => NameOf(property.AttributeProvider));
        var renamed = new Dictionary<string, IOpenApiSchema>();
        var required = new HashSet<string>();
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (!properties.TryGetValue(property.Name, out var value) || !wire.TryGetValue(NameOf(property.AttributeProvider), out var named))
                continue;
            renamed[named.Name] = value;
            if (schema.Required?.Contains(property.Name) == true)
                required.Add(named.Name);
        }

        schema.Properties = renamed;
        // An answer always has all of its members.
        if (IsUserRead(context.JsonTypeInfo.Type))
            required.UnionWith(renamed.Keys);
        schema.Required = required.Count > 0 ? required : null;
        DescribeMembers(schema, context.JsonTypeInfo.Type);
    }

    private static void DescribeMembers(OpenApiSchema schema, Type type)
    {
        var members = schema.Properties!;
        if (type == typeof(ErrorModel))
            members["detail"] = AnyOf(JsonSchemaType.String, JsonSchemaType.Object);
        if (type == typeof(ValidationError) && members["loc"] is OpenApiSchema place)
            place.Items = AnyOf(JsonSchemaType.String, JsonSchemaType.Integer);

        // A converter of its own hides the type of an address.
        if (members.TryGetValue("email", out var email) && email is OpenApiSchema text)
        {
            text.Type = typeof(BaseUserUpdate).IsAssignableFrom(type) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            text.Format = "email";
        }

        if (members.TryGetValue("password", out var password) && password is OpenApiSchema secret)
            secret.Format = "password";
    }

    private static OpenApiSchema AnyOf(params JsonSchemaType[] types) => new() { AnyOf = [.. types.Select(type => new OpenApiSchema { Type = type })] };

    private static string NameOf(ICustomAttributeProvider? member) => (member as MemberInfo)?.Name ?? "";
}
