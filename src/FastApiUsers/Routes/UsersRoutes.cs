using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.Json;
using FastApiUsers.OpenApi;
using FastApiUsers.Schemas;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Routes;

/// <summary><c>/me</c> for the signed-in user and <c>/{id}</c> for superusers.</summary>
internal sealed class UsersRoutes<TUser, TId, TRead, TUpdate>(UserKind kind, bool requiresVerification)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
    where TRead : BaseUserRead<TId>
    where TUpdate : BaseUserUpdate
{
    private const string Tag = "users";

    private static readonly ErrorExample[] UpdateRefusals =
    [
        new(ErrorCode.UpdateUserEmailAlreadyExists, "A user with this email already exists."),
        new(ErrorCode.UpdateUserInvalidPassword, "Password validation failed.", "Password should be at least 3 characters"),
    ];

    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        var self = new UserRequirement(kind, Active: true, Verified: requiresVerification, Superuser: false);
        var superuser = self with { Superuser = true };

        group.MapGet("/me", GetMe)
            .Describe(kind, "users:current_user", Tag, "The signed-in user")
            .Requires(self)
            .WithMetadata(CaseSensitiveEnd.Instance)
            .Produces<TRead>();

        group.MapPatch("/me", PatchMeAsync)
            .Describe(kind, "users:patch_current_user", Tag, "Change the signed-in user")
            .Requires(self)
            .WithMetadata(CaseSensitiveEnd.Instance)
            .TakesJson<TUpdate>()
            .HashesPasswords()
            .Produces<TRead>()
            .Refuses(UpdateRefusals);

        group.MapGet("/{id}", GetAsync)
            .Describe(kind, "users:user", Tag, "A user")
            .Requires(superuser)
            .Produces<TRead>()
            .Produces<ErrorModel>(StatusCodes.Status404NotFound);

        group.MapPatch("/{id}", PatchAsync)
            .Describe(kind, "users:patch_user", Tag, "Change a user")
            .Requires(superuser)
            .TakesJson<TUpdate>()
            .HashesPasswords()
            .Produces<TRead>()
            .Produces<ErrorModel>(StatusCodes.Status404NotFound)
            .Refuses(UpdateRefusals);

        group.MapDelete("/{id}", DeleteAsync)
            .Describe(kind, "users:delete_user", Tag, "Delete a user")
            .Requires(superuser)
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorModel>(StatusCodes.Status404NotFound);

        return group;
    }

    private static JsonHttpResult<TRead> GetMe(CurrentUser<TUser> user) => ToAnswer(user.Value);

    private async Task<IResult> PatchMeAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager)
    {
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        return await UpdateAsync(httpContext, manager, body, user.Value, user.SessionId, safe: true).ConfigureAwait(false);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext httpContext, UserManager<TUser, TId> manager) =>
        await manager.FindByTextAsync(id, httpContext.RequestAborted).ConfigureAwait(false) is { } user ? ToAnswer(user) : NotFound(manager);

    private async Task<IResult> PatchAsync(string id, HttpContext httpContext, CurrentUser<TUser> superuser, UserManager<TUser, TId> manager)
    {
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        if (body.Malformed is not null)
            return ErrorResult.Invalid(manager.Options.ErrorFormat, body.Malformed);

        return await manager.FindByTextAsync(id, httpContext.RequestAborted).ConfigureAwait(false) is { } user
            ? await UpdateAsync(httpContext, manager, body, user, superuser.SessionId, safe: false).ConfigureAwait(false)
            : NotFound(manager);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext httpContext, CurrentUser<TUser> superuser, UserManager<TUser, TId> manager)
    {
        if (await manager.FindByTextAsync(id, httpContext.RequestAborted).ConfigureAwait(false) is not { } user)
            return NotFound(manager);

        await manager.DeleteAsync(user, new UserEventContext(httpContext) { SessionId = superuser.SessionId }, httpContext.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private async Task<IResult> UpdateAsync(HttpContext httpContext, UserManager<TUser, TId> manager, JsonBody body, TUser user, string? sessionId, bool safe)
    {
        var format = manager.Options.ErrorFormat;
        if (!body.TryRead<TUpdate>(out var update, out var errors))
            return ErrorResult.Invalid(format, errors);
        errors = [.. BodyRules.CheckPassword(update.Password, manager.Options), .. BodyRules.CheckNulls<TUser>(update, safe)];
        if (errors.Count > 0)
            return ErrorResult.Invalid(format, errors);

        try
        {
            var context = new UserEventContext(httpContext) { SessionId = sessionId };
            return ToAnswer(await manager.UpdateAsync(update, user, safe, context, httpContext.RequestAborted).ConfigureAwait(false));
        }
        catch (UserAlreadyExistsException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.UpdateUserEmailAlreadyExists);
        }
        catch (InvalidPasswordException exception)
        {
            return ErrorResult.BadRequest(format, ErrorCode.UpdateUserInvalidPassword, exception.Reason);
        }
        catch (ValueNotStorableException exception) when (BodyRules.FindNotStorable(update, exception) is { } error)
        {
            return ErrorResult.Invalid(format, error);
        }
        catch (UserNotExistsException)
        {
            return NotFound(manager);
        }
        catch (UserChangedException)
        {
            return TypedResults.Challenge(authenticationSchemes: [kind.Scheme]);
        }
    }

    private static JsonHttpResult<TRead> ToAnswer(TUser user) => TypedResults.Json(SchemaMapper.ToRead<TRead>(user), WireJson.Options);

    private static ErrorResult NotFound(UserManager<TUser, TId> manager) => ErrorResult.Status(manager.Options.ErrorFormat, StatusCodes.Status404NotFound);
}
