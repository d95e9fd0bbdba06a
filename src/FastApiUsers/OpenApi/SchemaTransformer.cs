using System.Reflection;
using FastApiUsers.Errors;
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
        var wire = SchemaJson.Options.GetTypeInfo(context.JsonTypeInfo.Type).Properties.ToDictionary(property => NameOf(property.AttributeProvider));
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
        schema.Required = required.Count > 0 ? required : null;
        if (context.JsonTypeInfo.Type == typeof(ErrorModel))
            DescribeDetail(schema);
        if (renamed.TryGetValue("email", out var email) && email is OpenApiSchema text)
            text.Format = "email";
        if (renamed.TryGetValue("password", out var password) && password is OpenApiSchema secret)
            secret.Format = "password";
    }

    // A code, or an object with a code and a reason.
    private static void DescribeDetail(OpenApiSchema schema) => schema.Properties!["detail"] = new OpenApiSchema
    {
        AnyOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String },
            new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
        ],
    };

    private static string NameOf(ICustomAttributeProvider? member) => (member as MemberInfo)?.Name ?? "";
}
