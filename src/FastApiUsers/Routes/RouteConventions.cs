using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace FastApiUsers.Routes;

/// <summary>What the library's routes say of themselves, to OpenAPI and to the server.</summary>
internal static class RouteConventions
{
    // Room for a password of a megabyte as a percent-encoded form; the server's own default is 30 MB.
    private const int MaximumBodyBytes = 4 * 1024 * 1024;

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, UserKind kind, string name, string tag, string summary) => route
        .WithTags(tag)
        .WithSummary(summary)
        .AddEndpointFilter(new FailureFilter(kind.Name))
        .WithMetadata(new OperationName(kind, name), new RequestSizeLimitAttribute(MaximumBodyBytes));

    public static RouteHandlerBuilder TakesJson<TBody>(this RouteHandlerBuilder route)
        where TBody : class => route
        .Takes<TBody>("application/json")
        .WithMetadata(JsonBodyMetadata.Instance);

    // Any content type reaches the handler, which answers another one as the original does; routing would answer 415.
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder route, params string[] contentTypes)
        where TBody : class => route
        .Accepts<TBody>(ContentTypes.Any)
        .WithMetadata(new ContentTypes(contentTypes))
        .Produces<ValidationErrorModel>(StatusCodes.Status422UnprocessableEntity);

    /// <summary>A route that waits at the gate of password hashing.</summary>
    public static RouteHandlerBuilder HashesPasswords(this RouteHandlerBuilder route) =>
        route.Produces<ErrorModel>(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ErrorExample[] examples) => route
        .Produces<ErrorModel>(StatusCodes.Status400BadRequest)
        .WithMetadata(examples);

    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder route, UserRequirement requirement)
    {
        route.Add(requirement.AddTo);
        route.Produces<ErrorModel>(StatusCodes.Status401Unauthorized);
        return requirement.Verified || requirement.Superuser ? route.Produces<ErrorModel>(StatusCodes.Status403Forbidden) : route;
    }

    public static RouteHandlerBuilder TakesRefreshToken(this RouteHandlerBuilder route, IRefreshTransport transport) => transport.TakesRefreshTokenFromBody
        ? route.Takes<RefreshForm>("application/x-www-form-urlencoded", "multipart/form-data")
        : route;

    public static RouteHandlerBuilder ProducesLogin(this RouteHandlerBuilder route, AuthenticationBackend backend) => backend switch
    {
        { Transport: not BearerTransport } => route.Produces(StatusCodes.Status204NoContent),
        { RefreshTransport: null } => route.Produces<BearerResponse>(),
        _ => route.Produces<BearerRefreshResponse>(),
    };
}
