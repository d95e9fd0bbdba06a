using FastApiUsers.Schemas;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>
/// Marks the library's schemas with their contract, for <see cref="WireNames"/>. They are renamed only when the document is
/// complete: until then the generator, and transformers of the application, find properties by the application's own names.
/// </summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    public const string Mark = "FastApiUsers";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is null && IsOurs(context.JsonTypeInfo.Type))
            (schema.Metadata ??= new Dictionary<string, object>())[Mark] = context.JsonTypeInfo;
        return Task.CompletedTask;
    }

    /// <summary>Whether a type is what an answer shows of a user.</summary>
    public static bool IsUserRead(Type? type) =>
        type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(BaseUserRead<>)) || IsUserRead(type.BaseType));

    private static bool IsOurs(Type type) => typeof(UserSchema).IsAssignableFrom(type) || type.Assembly == typeof(SchemaTransformer).Assembly || IsUserRead(type);
}
