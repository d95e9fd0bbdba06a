using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Hosting;

/// <summary>Lets extension methods that do not know the user's type call the generic methods of <see cref="FastApiUsers{TUser, TId}"/>.</summary>
internal interface IUserRoutes
{
    RouteGroupBuilder MapAuthRoutes(IEndpointRouteBuilder routes, string backend, bool requiresVerification);

    RouteGroupBuilder MapResetPasswordRoutes(IEndpointRouteBuilder routes);

    RouteGroupBuilder MapOAuthRoutes(IEndpointRouteBuilder routes, string client, string backend, Action<OAuthRouteOptions>? configure);

    RouteGroupBuilder MapOAuthRoutes(IEndpointRouteBuilder routes, string? backend, Action<OAuthRouteOptions>? configure);

    /// <summary>Calls a method that has schemas for type arguments.</summary>
    RouteGroupBuilder Map(string method, Type[] schemas, params object?[] arguments);
}
