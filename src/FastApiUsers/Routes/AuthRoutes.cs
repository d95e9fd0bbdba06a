using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.OpenApi;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FastApiUsers.Routes;

/// <summary><c>POST /login</c> and <c>POST /logout</c> of one backend; with refresh tokens <c>POST /refresh</c> and <c>POST /refresh/revoke</c>.</summary>
internal sealed class AuthRoutes<TUser, TId>(UserKind kind, AuthenticationBackend backend, bool requiresVerification)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private const string Tag = "auth";

    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var routeGroup = new AuthRouteGroup(backend.Name);
        var group = routes.MapGroup("").WithMetadata(routeGroup);

        group.MapPost("/login", LoginAsync)
            .Describe(kind, $"auth:{backend.Name}.login", Tag, $"Sign in with {backend.Name}")
            .Takes<LoginForm>("application/x-www-form-urlencoded", "multipart/form-data")
            .ProducesLogin(backend)
            .HashesPasswords()
            .Refuses(
                new ErrorExample(ErrorCode.LoginBadCredentials, "Bad credentials or the user is inactive."),
                new ErrorExample(ErrorCode.LoginUserNotVerified, "The user is not verified."));

        group.MapPost("/logout", LogoutAsync)
            .Describe(kind, $"auth:{backend.Name}.logout", Tag, $"Sign out of {backend.Name}")
            .Requires(new UserRequirement(kind, Active: true, Verified: requiresVerification, Superuser: false))
            .Produces(StatusCodes.Status204NoContent);

        if (backend.RefreshTransport is not null)
        {
            group.MapPost("/refresh", RefreshAsync)
                .Describe(kind, $"auth:{backend.Name}.refresh", Tag, $"New tokens of {backend.Name} for a refresh token")
                .WithMetadata(new RefreshRoute(routeGroup))
                .TakesRefreshToken(backend.RefreshTransport)
                .ProducesLogin(backend)
                .Produces<ErrorModel>(StatusCodes.Status401Unauthorized);

            // Beneath the path that a cookie with the refresh token is limited to.
            group.MapPost("/refresh/revoke", RevokeAsync)
                .Describe(kind, $"auth:{backend.Name}.revoke", Tag, $"Sign out of {backend.Name} by the refresh token")
                .TakesRefreshToken(backend.RefreshTransport)
                .Produces(StatusCodes.Status204NoContent);
        }

        return group;
    }

    private async Task<IResult> LoginAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        // RFC 6749 section 5.1: no cache keeps an answer that holds a token.
        httpContext.Response.Headers.CacheControl = "no-store";

        var (form, refusal) = await LoginForm.ReadAsync(httpContext.Request, manager.Options).ConfigureAwait(false);
        if (form is null)
            return refusal!;

        var user = await manager.AuthenticateAsync(form.Username, form.Password, httpContext.RequestAborted).ConfigureAwait(false);
        if (user is not { IsActive: true })
            return ErrorResult.BadRequest(manager.Options.ErrorFormat, ErrorCode.LoginBadCredentials);
        if (requiresVerification && !user.IsVerified)
        {
            await manager.PayForRefusalAsync(form.Password, httpContext.RequestAborted).ConfigureAwait(false);
            return ErrorResult.BadRequest(manager.Options.ErrorFormat, ErrorCode.LoginUserNotVerified);
        }

        return await backend.LoginAsync(manager, user, httpContext).ConfigureAwait(false)
            ?? ErrorResult.BadRequest(manager.Options.ErrorFormat, ErrorCode.LoginBadCredentials);
    }

    private async Task<IResult> LogoutAsync(HttpContext httpContext, CurrentUser<TUser> user, UserManager<TUser, TId> manager)
    {
        // Signed in twice, the token that ends is the one of this backend.
        var token = backend.Transport.ReadToken(httpContext.Request) ?? user.Token;
        return await backend.LogoutAsync(manager, user.Value, token, httpContext).ConfigureAwait(false);
    }

    private async Task<IResult> RefreshAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        httpContext.Response.Headers.CacheControl = "no-store";

        var (token, refusal) = await ReadRefreshTokenAsync(httpContext.Request, manager).ConfigureAwait(false);
        if (refusal is not null)
            return refusal;

        var response = token is null ? null : await backend.RefreshAsync(manager, token, httpContext, requiresVerification).ConfigureAwait(false);
        return response ?? TypedResults.Challenge(authenticationSchemes: [backend.Name]);
    }

    private async Task<IResult> RevokeAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var (token, refusal) = await ReadRefreshTokenAsync(httpContext.Request, manager).ConfigureAwait(false);
        return refusal ?? await backend.RevokeAsync(manager, token, httpContext).ConfigureAwait(false);
    }

    private async Task<(string? Token, IResult? Refusal)> ReadRefreshTokenAsync(HttpRequest request, UserManager<TUser, TId> manager) =>
        backend.RefreshTransport!.TakesRefreshTokenFromBody
            ? await RefreshForm.ReadAsync(request, manager.Options).ConfigureAwait(false)
            : (backend.RefreshTransport.ReadRefreshToken(request), null);
}
