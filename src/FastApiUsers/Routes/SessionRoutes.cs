using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.Json;
using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Routes;

/// <summary><c>/sessions</c> for the signed-in user and <c>/users/{id}/sessions</c> for superusers.</summary>
internal sealed class SessionRoutes<TUser, TId, TRead>(UserKind kind, bool requiresVerification)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
    where TRead : BaseSessionRead
{
    private const string Tag = "sessions";

    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        var self = new UserRequirement(kind, Active: true, Verified: requiresVerification, Superuser: false);
        var superuser = self with { Superuser = true };

        group.MapGet("/sessions", GetOwnAsync)
            .Describe(kind, "sessions:own", Tag, "The sessions of the signed-in user, the oldest first")
            .Requires(self)
            .Produces<IReadOnlyList<TRead>>();

        group.MapDelete("/sessions", RevokeOthersAsync)
            .Describe(kind, "sessions:revoke_others", Tag, "Sign out everywhere else")
            .Requires(self)
            .Produces(StatusCodes.Status204NoContent);

        group.MapDelete("/sessions/{id}", RevokeOwnAsync)
            .Describe(kind, "sessions:revoke", Tag, "End a session of the signed-in user")
            .Requires(self)
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorModel>(StatusCodes.Status404NotFound);

        group.MapGet("/users/{id}/sessions", GetAsync)
            .Describe(kind, "sessions:user", Tag, "The sessions of a user, the oldest first")
            .Requires(superuser)
            .Produces<IReadOnlyList<TRead>>()
            .Produces<ErrorModel>(StatusCodes.Status404NotFound);

        group.MapDelete("/users/{id}/sessions", RevokeAllAsync)
            .Describe(kind, "sessions:revoke_user", Tag, "End all sessions of a user")
            .Requires(superuser)
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorModel>(StatusCodes.Status404NotFound);

        group.MapDelete("/users/{id}/sessions/{session_id}", RevokeOneAsync)
            .Describe(kind, "sessions:revoke_one_of_user", Tag, "End a session of a user")
            .Requires(superuser)
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorModel>(StatusCodes.Status404NotFound);

        return group;
    }

    private static Task<IResult> GetOwnAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager) =>
        ListAsync(user.Value, httpContext, user, manager);

    private static async Task<IResult> RevokeOthersAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager)
    {
        await manager.RevokeSessionsAsync(user.Value, user.SessionId, ContextOf(httpContext, user), httpContext.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RevokeOwnAsync(string id, HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager) =>
        await manager.RevokeSessionAsync(user.Value, id, ContextOf(httpContext, user), httpContext.RequestAborted).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : NotFound(manager);

    private static async Task<IResult> GetAsync(string id, HttpContext httpContext, CurrentUser<TUser> superuser, UserManager<TUser, TId> manager) =>
        await manager.FindByTextAsync(id, httpContext.RequestAborted).ConfigureAwait(false) is { } user
            ? await ListAsync(user, httpContext, superuser, manager).ConfigureAwait(false)
            : NotFound(manager);

    private static async Task<IResult> RevokeAllAsync(string id, HttpContext httpContext, CurrentUser<TUser> superuser, UserManager<TUser, TId> manager)
    {
        if (await manager.FindByTextAsync(id, httpContext.RequestAborted).ConfigureAwait(false) is not { } user)
            return NotFound(manager);

        await manager.RevokeSessionsAsync(user, except: null, ContextOf(httpContext, superuser), httpContext.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RevokeOneAsync(
        string id, [FromRoute(Name = "session_id")] string sessionId, HttpContext httpContext, CurrentUser<TUser> superuser, UserManager<TUser, TId> manager) =>
        await manager.FindByTextAsync(id, httpContext.RequestAborted).ConfigureAwait(false) is { } user
        && await manager.RevokeSessionAsync(user, sessionId, ContextOf(httpContext, superuser), httpContext.RequestAborted).ConfigureAwait(false)
            ? TypedResults.NoContent()
            : NotFound(manager);

    private static async Task<IResult> ListAsync(TUser user, HttpContext httpContext, CurrentUser<TUser> caller, UserManager<TUser, TId> manager)
    {
        // Addresses and devices are for no cache.
        httpContext.Response.Headers.CacheControl = "no-store";
        var sessions = await manager.GetSessionsAsync(user, httpContext.RequestAborted).ConfigureAwait(false);
        var idleTimeout = manager.Sessions!.Options.IdleTimeout;
        return TypedResults.Json(
            sessions.Select(session => SchemaMapper.ToRead<TRead>(new SessionView<TId>(session, idleTimeout, caller.SessionId))).ToList(), WireJson.Options);
    }

    private static UserEventContext ContextOf(HttpContext httpContext, CurrentUser<TUser> caller) => new(httpContext) { SessionId = caller.SessionId };

    private static ErrorResult NotFound(UserManager<TUser, TId> manager) => ErrorResult.Status(manager.Options.ErrorFormat, StatusCodes.Status404NotFound);
}
