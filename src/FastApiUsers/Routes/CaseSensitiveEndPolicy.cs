using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace FastApiUsers.Routes;

/// <summary>ASP.NET Core matches paths whatever their case. This sends <c>/users/ME</c> on to <c>/users/{id}</c>, where the original takes it.</summary>
internal sealed class CaseSensitiveEndPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<CaseSensitiveEnd>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var endpoint = candidates[i].Endpoint;
            if (endpoint.Metadata.GetMetadata<CaseSensitiveEnd>() is not null && !EndsAs(httpContext.Request.Path, (RouteEndpoint)endpoint))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }

    private static bool EndsAs(PathString path, RouteEndpoint endpoint) =>
        path.Value!.TrimEnd('/').EndsWith(endpoint.RoutePattern.PathSegments[^1].Parts[^1] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
            ? "/" + literal.Content
            : "", StringComparison.Ordinal);
}
