using FastApiUsers.Authentication;
using FastApiUsers.Json;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Routes;

/// <summary>The routes of all clients, each below its name, and <c>GET /providers</c>, which tells a sign-in page of them.</summary>
internal sealed class OAuthProviderRoutes<TUser, TId>(UserKind kind, AuthenticationBackend backend, IReadOnlyCollection<OAuthClientEntry> clients, OAuthRouteOptions options)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private const string Path = "/providers";

    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        foreach (var client in clients)
            new OAuthRoutes<TUser, TId>(kind, backend, client, options).Map(group.MapGroup($"/{client.Name}"));

        group.MapGet(Path, List)
            .Describe(kind, $"oauth:{backend.Name}.providers", OAuthConventions.Tag, "The providers that one can sign in by")
            .Produces<IReadOnlyList<OAuthProviderView>>();
        return group;
    }

    private JsonHttpResult<List<OAuthProviderView>> List(HttpContext httpContext)
    {
        var request = httpContext.Request;
        var path = request.PathBase.Add(request.Path).ToUriComponent().TrimEnd('/');
        var parent = path[..^Path.Length];
        return TypedResults.Json(clients.Select(client => new OAuthProviderView(client.Name, client.DisplayName, $"{parent}/{client.Name}/authorize")).ToList(), WireJson.Options);
    }
}
