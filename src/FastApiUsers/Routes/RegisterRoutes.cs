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

/// <summary><c>POST /register</c>.</summary>
internal static class RegisterRoutes<TUser, TId, TRead, TCreate>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
    where TRead : BaseUserRead<TId>
    where TCreate : BaseUserCreate
{
    public static RouteGroupBuilder Map(UserKind kind, IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");

        group.MapPost("/register", RegisterAsync)
            .Describe(kind, "register:register", "auth", "Register a user")
            .TakesJson<TCreate>()
            .HashesPasswords()
            .Produces<TRead>(StatusCodes.Status201Created)
            .Refuses(
                new ErrorExample(ErrorCode.RegisterUserAlreadyExists, "A user with this email already exists."),
                new ErrorExample(ErrorCode.RegisterInvalidPassword, "Password validation failed.", "Password should be at least 3 characters"));

        return group;
    }

    private static async Task<IResult> RegisterAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var format = manager.Options.ErrorFormat;
        var body = await JsonBody.ReadAsync(httpContext.Request).ConfigureAwait(false);
        if (!body.TryRead<TCreate>(out var create, out var errors))
            return ErrorResult.Invalid(format, errors);

        errors = [.. BodyRules.CheckPassword(create.Password, manager.Options), .. BodyRules.CheckNulls<TUser>(create, safe: true)];
        if (errors.Count > 0)
            return ErrorResult.Invalid(format, errors);

        try
        {
            var user = await manager.CreateAsync(create, safe: true, new UserEventContext(httpContext), httpContext.RequestAborted).ConfigureAwait(false);
            return TypedResults.Json(SchemaMapper.ToRead<TRead>(user), WireJson.Options, statusCode: StatusCodes.Status201Created);
        }
        catch (UserAlreadyExistsException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.RegisterUserAlreadyExists);
        }
        catch (InvalidPasswordException exception)
        {
            return ErrorResult.BadRequest(format, ErrorCode.RegisterInvalidPassword, exception.Reason);
        }
        catch (ValueNotStorableException exception) when (BodyRules.FindNotStorable(create, exception) is { } error)
        {
            return ErrorResult.Invalid(format, error);
        }
    }
}
