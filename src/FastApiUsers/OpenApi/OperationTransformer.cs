using System.Text.RegularExpressions;
using FastApiUsers.Authentication;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>Describes what metadata alone does not say: the operation id of the original, who is let in, and each error with its codes.</summary>
internal sealed partial class OperationTransformer(IOptionsMonitor<FastApiUsersOptions> options, IAuthorizationPolicyProvider policies)
    : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policy = await AuthorizationPolicy.CombineAsync(policies, metadata.OfType<IAuthorizeData>(), metadata.OfType<AuthorizationPolicy>());
        var requirements = policy?.Requirements.OfType<UserRequirement>().ToList() ?? [];
        var name = metadata.OfType<OperationName>().FirstOrDefault();
        var optional = metadata.OfType<OptionalUserMetadata>().FirstOrDefault();
        if ((name?.Kind ?? requirements.FirstOrDefault()?.Kind ?? optional?.Kind) is not { } kind)
            return;

        if (requirements.Count > 0 || optional is not null)
            AddSecurity(operation, kind, metadata, isOptional: requirements.Count == 0, context.Document!);
        var errors = new ErrorResponses(operation, options.Get(kind.Name).ErrorFormat);
        errors.AddDenials(requirements);

        if (name is not null)
        {
            operation.OperationId = OperationId(name.Value, context.Description.RelativePath ?? "", context.Description.HttpMethod ?? "");
            AddParameters(operation, metadata.OfType<QueryParameter>());
            NameContentTypes(operation, metadata.OfType<ContentTypes>().FirstOrDefault());
            errors.Describe([.. metadata.OfType<ErrorExample>()]);
        }
    }

    // As FastAPI makes it of name, path and method, so that generated clients keep their names.
    private static string OperationId(string name, string path, string method) =>
        $"{NonWord().Replace($"{name}/{path}", "_")}_{method.ToLowerInvariant()}";

    private static void AddParameters(OpenApiOperation operation, IEnumerable<QueryParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            var text = new OpenApiSchema { Type = JsonSchemaType.String };
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Schema = parameter.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = text } : text,
            });
        }
    }

    private static void NameContentTypes(OpenApiOperation operation, ContentTypes? types)
    {
        if (types is null || operation.RequestBody?.Content is not { } content || !content.Remove(ContentTypes.Any, out var body))
            return;
        foreach (var name in types.Names)
            content[name] = body;
    }

    private static void AddSecurity(OpenApiOperation operation, UserKind kind, IList<object> metadata, bool isOptional, OpenApiDocument document)
    {
        var enabled = metadata.OfType<EnabledBackends>().LastOrDefault()?.Names;
        operation.Security = [.. kind.Backends
            .Where(backend => enabled?.Contains(backend.Name) != false)
            .Select(backend => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(backend.Name, document)] = [] })];
        if (isOptional)
            operation.Security.Add([]);
    }

    [GeneratedRegex(@"\W")]
    private static partial Regex NonWord();
}
