using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.OpenApi;
using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Routes;

/// <summary><c>POST /forgot-password</c> and <c>POST /reset-password</c>.</summary>
internal static class ResetPasswordRoutes<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    public static RouteGroupBuilder Map(UserKind kind, IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");

        group.MapPost("/forgot-password", ForgotPasswordAsync)
            .Describe(kind, "reset:forgot_password", "auth", "Ask for a password reset")
            .TakesJson<EmailBody>()
            .HashesPasswords()
            .Produces<object?>(StatusCodes.Status202Accepted, "application/json");

        group.MapPost("/reset-password", ResetPasswordAsync)
            .Describe(kind, "reset:reset_password", "auth", "Reset a password")
            .TakesJson<ResetPasswordBody>()
            .HashesPasswords()
            .Produces<object?>(StatusCodes.Status200OK, "application/json")
            .Refuses(
                new ErrorExample(ErrorCode.ResetPasswordBadToken, "Bad or expired token."),
                new ErrorExample(ErrorCode.ResetPasswordInvalidPassword, "Password validation failed.", "Password should be at least 3 characters"));

        return group;
    }

    private static async Task<IResult> ForgotPasswordAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        if (!body.TryReadFields<EmailBody>(out var fields, out var errors))
            return ErrorResult.Invalid(manager.Options.ErrorFormat, errors);

        await manager.ForgotPasswordAsync(fields.Email, new UserEventContext(httpContext), httpContext.RequestAborted).ConfigureAwait(false);
        return EmptyAnswer.Accepted;
    }

    private static async Task<IResult> ResetPasswordAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var format = manager.Options.ErrorFormat;
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        if (!body.TryReadFields<ResetPasswordBody>(out var fields, out var errors))
            return ErrorResult.Invalid(format, errors);
        errors = [.. BodyRules.CheckPassword(fields.Password, manager.Options)];
        if (errors.Count > 0)
            return ErrorResult.Invalid(format, errors);

        try
        {
            await manager.ResetPasswordAsync(fields.Token, fields.Password, new UserEventContext(httpContext), httpContext.RequestAborted).ConfigureAwait(false);
            return EmptyAnswer.Ok;
        }
        catch (Exception exception) when (exception is InvalidResetPasswordTokenException or UserNotExistsException or UserInactiveException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.ResetPasswordBadToken);
        }
        catch (InvalidPasswordException exception)
        {
            return ErrorResult.BadRequest(format, ErrorCode.ResetPasswordInvalidPassword, exception.Reason);
        }
    }
}
