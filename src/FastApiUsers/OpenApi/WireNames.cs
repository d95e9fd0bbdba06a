using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FastApiUsers.Errors;
using FastApiUsers.Json;
using FastApiUsers.Schemas;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>Gives the library's schemas the names, and the rules, that they have on the wire: the generator knows only the application's own JSON options.</summary>
internal sealed class WireNames : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            if (schema.Metadata?.TryGetValue(SchemaTransformer.Mark, out var contract) == true && schema.Properties is { Count: > 0 } properties)
                Rename(schema, properties, (JsonTypeInfo)contract);
        }

        return Task.CompletedTask;
    }

    private static void Rename(OpenApiSchema schema, IDictionary<string, IOpenApiSchema> properties, JsonTypeInfo contract)
    {
        var wire = WireJson.Options.GetTypeInfo(contract.Type).Properties.ToDictionary(property => NameOf(property.AttributeProvider));
        var renamed = new Dictionary<string, IOpenApiSchema>();
        var required = new HashSet<string>();
        foreach (var property in contract.Properties)
        {
            if (!properties.TryGetValue(property.Name, out var value) || !wire.TryGetValue(NameOf(property.AttributeProvider), out var named))
                continue;
            renamed[named.Name] = value;
            if (schema.Required?.Contains(property.Name) == true)
                required.Add(named.Name);
        }

        // An answer always has all of its members.
        if (SchemaTransformer.IsUserRead(contract.Type))
            required.UnionWith(renamed.Keys);
        schema.Properties = renamed;
        schema.Required = required.Count > 0 ? required : null;

        Describe(renamed, contract.Type);
        foreach (var (name, member) in renamed)
        {
            if (member is OpenApiSchema described)
                DescribeMember(described, name, contract.Type);
        }
    }

    private static void Describe(Dictionary<string, IOpenApiSchema> members, Type type)
    {
        if (type == typeof(ErrorModel))
            members["detail"] = AnyOf(JsonSchemaType.String, JsonSchemaType.Object);
        if (type == typeof(ValidationError) && members["loc"] is OpenApiSchema place)
            place.Items = AnyOf(JsonSchemaType.String, JsonSchemaType.Integer);
    }

    private static void DescribeMember(OpenApiSchema member, string name, Type type)
    {
        switch (name)
        {
            case "email":
                // A converter of its own hides the type of an address.
                member.Type = typeof(BaseUserUpdate).IsAssignableFrom(type) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
                member.Format = "email";
                break;
            case "password":
                member.Format = "password";
                break;
            case "grant_type":
                member.Pattern = "^password$";
                break;
            case "is_active" or "is_superuser" or "is_verified" when typeof(BaseUserCreate).IsAssignableFrom(type):
                member.Default = JsonValue.Create(name == "is_active");
                break;
        }
    }

    private static OpenApiSchema AnyOf(params JsonSchemaType[] types) => new() { AnyOf = [.. types.Select(type => new OpenApiSchema { Type = type })] };

    private static string NameOf(ICustomAttributeProvider? member) => (member as MemberInfo)?.Name ?? "";
}
