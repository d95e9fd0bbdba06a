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

/// <summary><c>POST /request-verify-token</c> and <c>POST /verify</c>.</summary>
internal static class VerifyRoutes<TUser, TId, TRead>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
    where TRead : BaseUserRead<TId>
{
    public static RouteGroupBuilder Map(UserKind kind, IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");

        group.MapPost("/request-verify-token", RequestVerifyTokenAsync)
            .Describe(kind, "verify:request-token", "auth", "Ask for a verification token")
            .TakesJson<EmailBody>()
            .Produces<object?>(StatusCodes.Status202Accepted, "application/json");

        group.MapPost("/verify", VerifyAsync)
            .Describe(kind, "verify:verify", "auth", "Verify an e-mail address")
            .TakesJson<TokenBody>()
            .Produces<TRead>()
            .Refuses(
                new ErrorExample(ErrorCode.VerifyUserBadToken, "Bad token, not existing user or not the e-mail currently set for the user."),
                new ErrorExample(ErrorCode.VerifyUserAlreadyVerified, "The user is already verified."));

        return group;
    }

    private static async Task<IResult> RequestVerifyTokenAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        if (!body.TryReadFields<EmailBody>(out var fields, out var errors))
            return ErrorResult.Invalid(manager.Options.ErrorFormat, errors);

        await manager.RequestVerifyAsync(fields.Email, new UserEventContext(httpContext), httpContext.RequestAborted).ConfigureAwait(false);
        return EmptyAnswer.Accepted;
    }

    private static async Task<IResult> VerifyAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var format = manager.Options.ErrorFormat;
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        if (!body.TryReadFields<TokenBody>(out var fields, out var errors))
            return ErrorResult.Invalid(format, errors);

        try
        {
            var user = await manager.VerifyAsync(fields.Token, new UserEventContext(httpContext), httpContext.RequestAborted).ConfigureAwait(false);
            return TypedResults.Json(SchemaMapper.ToRead<TRead>(user), WireJson.Options);
        }
        catch (Exception exception) when (exception is InvalidVerifyTokenException or UserNotExistsException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.VerifyUserBadToken);
        }
        catch (UserAlreadyVerifiedException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.VerifyUserAlreadyVerified);
        }
    }
}
