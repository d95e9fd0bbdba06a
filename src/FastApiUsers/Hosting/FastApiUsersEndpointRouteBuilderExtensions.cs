using FastApiUsers;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Schemas;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the routes of an application with one kind of users. Each call returns its convention builder, for tags, rate limits, CORS …</summary>
public static class FastApiUsersEndpointRouteBuilderExtensions
{
    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapAuthRoutes"/>
    public static RouteGroupBuilder MapAuthRoutes(this IEndpointRouteBuilder routes, string backend, bool requiresVerification = false) =>
        Find(routes).MapAuthRoutes(routes, backend, requiresVerification);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapRegisterRoutes"/>
    public static RouteGroupBuilder MapRegisterRoutes<TRead, TCreate>(this IEndpointRouteBuilder routes)
        where TCreate : BaseUserCreate => Find(routes).Map(nameof(MapRegisterRoutes), [typeof(TRead), typeof(TCreate)], routes);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapResetPasswordRoutes"/>
    public static RouteGroupBuilder MapResetPasswordRoutes(this IEndpointRouteBuilder routes) => Find(routes).MapResetPasswordRoutes(routes);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapVerifyRoutes"/>
    public static RouteGroupBuilder MapVerifyRoutes<TRead>(this IEndpointRouteBuilder routes) =>
        Find(routes).Map(nameof(MapVerifyRoutes), [typeof(TRead)], routes);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapUsersRoutes"/>
    public static RouteGroupBuilder MapUsersRoutes<TRead, TUpdate>(this IEndpointRouteBuilder routes, bool requiresVerification = false)
        where TUpdate : BaseUserUpdate => Find(routes).Map(nameof(MapUsersRoutes), [typeof(TRead), typeof(TUpdate)], routes, requiresVerification);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapSessionRoutes"/>
    public static RouteGroupBuilder MapSessionRoutes<TRead>(this IEndpointRouteBuilder routes, bool requiresVerification = false)
        where TRead : BaseSessionRead => Find(routes).Map(nameof(MapSessionRoutes), [typeof(TRead)], routes, requiresVerification);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapOAuthRoutes(IEndpointRouteBuilder, string, string, Action{OAuthRouteOptions})"/>
    public static RouteGroupBuilder MapOAuthRoutes(this IEndpointRouteBuilder routes, string client, string backend, Action<OAuthRouteOptions>? configure = null) =>
        Find(routes).MapOAuthRoutes(routes, client, backend, configure);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapOAuthRoutes(IEndpointRouteBuilder, string, Action{OAuthRouteOptions})"/>
    public static RouteGroupBuilder MapOAuthRoutes(this IEndpointRouteBuilder routes, string? backend = null, Action<OAuthRouteOptions>? configure = null) =>
        Find(routes).MapOAuthRoutes(routes, backend, configure);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapOAuthAssociateRoutes{TRead}(IEndpointRouteBuilder, Action{OAuthAssociateRouteOptions})"/>
    public static RouteGroupBuilder MapOAuthAssociateRoutes<TRead>(this IEndpointRouteBuilder routes, Action<OAuthAssociateRouteOptions>? configure = null) =>
        Find(routes).Map(nameof(MapOAuthAssociateRoutes), [typeof(TRead)], routes, configure);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapOAuthAssociateRoutes{TRead}(IEndpointRouteBuilder, string, Action{OAuthAssociateRouteOptions})"/>
    public static RouteGroupBuilder MapOAuthAssociateRoutes<TRead>(this IEndpointRouteBuilder routes, string client, Action<OAuthAssociateRouteOptions>? configure = null) =>
        Find(routes).Map(nameof(MapOAuthAssociateRoutes), [typeof(TRead)], routes, client, configure);

    /// <inheritdoc cref="FastApiUsers{TUser, TId}.MapOAuthAccountRoutes"/>
    public static RouteGroupBuilder MapOAuthAccountRoutes<TRead>(this IEndpointRouteBuilder routes, bool requiresVerification = false) =>
        Find(routes).Map(nameof(MapOAuthAccountRoutes), [typeof(TRead)], routes, requiresVerification);

    private static IUserRoutes Find(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var kinds = routes.ServiceProvider.GetService<UserKinds>()
            ?? throw new InvalidOperationException("FastApiUsers is not registered. Call builder.Services.AddFastApiUsers<TUser, TId>().");
        var kind = kinds.Single;
        return (IUserRoutes)routes.ServiceProvider.GetRequiredService(typeof(FastApiUsers<,>).MakeGenericType(kind.UserType, kind.IdType));
    }
}
