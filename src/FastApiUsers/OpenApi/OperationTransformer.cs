using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>Describes what metadata alone does not say: the operation id of the original, an example of each error code, and who is let in.</summary>
internal sealed partial class OperationTransformer : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<OperationName>().FirstOrDefault() is { } name)
            operation.OperationId = OperationId(name.Value, context.Description.RelativePath ?? "", context.Description.HttpMethod ?? "");

        NameContentTypes(operation, metadata.OfType<ContentTypes>().FirstOrDefault());
        AddExamples(operation, metadata.OfType<ErrorExample>().ToList());
        AddSecurity(operation, metadata, context.Document!);
        return Task.CompletedTask;
    }

    // As FastAPI makes it of name, path and method, so that generated clients keep their names.
    private static string OperationId(string name, string path, string method) =>
        $"{NonWord().Replace($"{name}/{path}", "_")}_{method.ToLowerInvariant()}";

    private static void NameContentTypes(OpenApiOperation operation, ContentTypes? types)
    {
        if (types is null || operation.RequestBody?.Content is not { } content || !content.Remove(ContentTypes.Any, out var body))
            return;
        foreach (var name in types.Names)
            content[name] = body;
    }

    private static void AddExamples(OpenApiOperation operation, List<ErrorExample> examples)
    {
        if (examples.Count == 0 || operation.Responses?.TryGetValue("400", out var response) != true || response?.Content?.TryGetValue(Json, out var content) != true)
            return;

        content!.Examples = examples.ToDictionary(example => example.Code, example => (IOpenApiExample)new OpenApiExample
        {
            Summary = example.Summary,
            Value = new JsonObject
            {
                ["detail"] = example.Reason is null ? example.Code : new JsonObject { ["code"] = example.Code, ["reason"] = example.Reason },
            },
        });
    }

    private static void AddSecurity(OpenApiOperation operation, IList<object> metadata, OpenApiDocument document)
    {
        var requirements = metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<UserRequirement>().ToList();
        var optional = metadata.OfType<OptionalUserMetadata>().FirstOrDefault();
        if ((requirements.FirstOrDefault()?.Kind ?? optional?.Kind) is not { } kind)
            return;

        var enabled = metadata.OfType<EnabledBackends>().LastOrDefault()?.Names;
        operation.Security = [.. kind.Backends
            .Where(backend => enabled?.Contains(backend.Name) != false)
            .Select(backend => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(backend.Name, document)] = [] })];

        operation.Responses ??= [];
        if (requirements.Count == 0)
            operation.Security.Add([]);
        else
            operation.Responses.TryAdd("401", Denied("Missing token or inactive user.", "Unauthorized"));
        if (requirements.Any(requirement => requirement.Superuser))
            operation.Responses.TryAdd("403", Denied("Not a superuser.", "Forbidden"));
        else if (requirements.Any(requirement => requirement.Verified))
            operation.Responses.TryAdd("403", Denied("Not verified.", "Forbidden"));
        if (operation.Responses.TryGetValue("404", out var notFound) && notFound is OpenApiResponse missing)
            missing.Description = "The user does not exist.";
    }

    private static OpenApiResponse Denied(string description, string detail) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [Json] = new OpenApiMediaType { Example = new JsonObject { ["detail"] = detail } } },
    };

    [GeneratedRegex(@"\W")]
    private static partial Regex NonWord();
}
