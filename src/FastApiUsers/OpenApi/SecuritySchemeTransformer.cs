using FastApiUsers.Authentication;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FastApiUsers.OpenApi;

/// <summary>Puts the security scheme of each backend into the document, under the backend's name.</summary>
internal sealed class SecuritySchemeTransformer(UserKinds kinds) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        foreach (var backend in kinds.All.SelectMany(kind => kind.Backends))
            document.Components.SecuritySchemes[backend.Name] = backend.Transport.SecurityScheme;
        return Task.CompletedTask;
    }
}
