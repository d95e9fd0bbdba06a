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

/// <summary><c>GET /authorize</c> and <c>GET /callback</c>, which connect an account of a provider with the signed-in user.</summary>
internal sealed class OAuthAssociateRoutes<TUser, TId, TRead>(UserKind kind, OAuthClientEntry client, OAuthAssociateRouteOptions options)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
    where TRead : BaseUserRead<TId>
{
    private readonly OAuthFlow _flow = new(client, options, $"associate:{client.Name}");

    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var name = $"oauth-associate:{client.Name}";
        var group = routes.MapGroup("");
        var self = new UserRequirement(kind, Active: true, Verified: options.RequiresVerification, Superuser: false);

        group.MapGet("/authorize", AuthorizeAsync)
            .DescribeOAuthAuthorize(kind, _flow, $"{name}.authorize", $"Connect an account of {client.DisplayName}", OAuthCodeUse.Never)
            .Requires(self);

        group.MapGet("/callback", CallbackAsync)
            .DescribeOAuthCallback(kind, _flow, $"{name}.callback", $"Where {client.DisplayName} sends people back to, who connect an account")
            .Requires(self)
            .Produces<TRead>()
            .Refuses([.. OAuthConventions.CallbackRefusals, new ErrorExample(ErrorCode.OAuthUserAlreadyExists, "The account belongs to another user.")]);
        group.MapOAuthPost(kind, client, name);

        return group;
    }

    private Task<IResult> AuthorizeAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager) =>
        _flow.AuthorizeAsync(httpContext, manager.Options, user.Value.Id.ToString(), OAuthCodeUse.Never);

    private async Task<IResult> CallbackAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager)
    {
        var format = manager.Options.ErrorFormat;
        var (callback, refusal) = await _flow.ReadAsync(httpContext, manager.Options, user.Value.Id.ToString()).ConfigureAwait(false);
        if (callback is null)
            return refusal!;

        try
        {
            var context = new UserEventContext(httpContext) { SessionId = user.SessionId };
            var updated = await manager.OAuthAssociateCallbackAsync(user.Value, callback.Account, context, httpContext.RequestAborted).ConfigureAwait(false);
            return callback.State.Page is { } page ? TypedResults.Redirect(page) : TypedResults.Json(SchemaMapper.ToRead<TRead>(updated), WireJson.Options);
        }
        catch (OAuthAccountAlreadyExistsException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.OAuthUserAlreadyExists);
        }
        catch (ValueNotStorableException)
        {
            return ErrorResult.Status(format, StatusCodes.Status502BadGateway, ErrorCode.OAuthProviderError);
        }
        catch (UserNotExistsException)
        {
            return TypedResults.Challenge(authenticationSchemes: [kind.Scheme]);
        }
    }
}
