using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.Json;
using FastApiUsers.OpenApi;
using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Routes;

/// <summary><c>/oauth-accounts</c>: the accounts of providers that the signed-in user signs in with.</summary>
internal sealed class OAuthAccountRoutes<TUser, TId, TRead>(UserKind kind, bool requiresVerification)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
    where TRead : BaseOAuthAccountRead<TId>
{
    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        var self = new UserRequirement(kind, Active: true, Verified: requiresVerification, Superuser: false);

        group.MapGet("/oauth-accounts", ListAsync)
            .Describe(kind, "oauth-accounts:own", OAuthConventions.Tag, "The connected accounts of the signed-in user, by provider")
            .Requires(self)
            .Produces<IReadOnlyList<TRead>>();

        group.MapDelete("/oauth-accounts/{id}", RemoveAsync)
            .Describe(kind, "oauth-accounts:remove", OAuthConventions.Tag, "Disconnect an account")
            .Requires(self)
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorModel>(StatusCodes.Status404NotFound)
            .Refuses(new ErrorExample(ErrorCode.OAuthLastSignInMethod, "The user has no password and no other account to sign in with."));

        return group;
    }

    private static async Task<IResult> ListAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        var accounts = await manager.GetOAuthAccountsAsync(user.Value, httpContext.RequestAborted).ConfigureAwait(false);
        return TypedResults.Json(accounts.Select(account => SchemaMapper.ToRead<TRead>(account)).ToList(), WireJson.Options);
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager)
    {
        try
        {
            var context = new UserEventContext(httpContext) { SessionId = user.SessionId };
            return UserIdParser.TryParse<TId>(id, out var accountId)
                && await manager.RemoveOAuthAccountAsync(user.Value, accountId, context, httpContext.RequestAborted).ConfigureAwait(false)
                ? TypedResults.NoContent()
                : ErrorResult.Status(manager.Options.ErrorFormat, StatusCodes.Status404NotFound);
        }
        catch (LastSignInMethodException)
        {
            return ErrorResult.BadRequest(manager.Options.ErrorFormat, ErrorCode.OAuthLastSignInMethod);
        }
    }
}
