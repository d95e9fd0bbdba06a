using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.OpenApi;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Routes;

/// <summary><c>GET /authorize</c> and <c>GET /callback</c>, which sign in by a provider; with pages <c>POST /exchange</c> as well.</summary>
internal sealed class OAuthRoutes<TUser, TId>(UserKind kind, AuthenticationBackend backend, OAuthClientEntry client, OAuthRouteOptions options)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private readonly OAuthFlow _flow = new(client, options, $"login:{client.Name}:{backend.Name}");

    // What the cookie transport answers is headers alone, which a redirect has room for.
    private OAuthCodeUse Codes => backend.Transport is CookieTransport ? OAuthCodeUse.OnDemand : OAuthCodeUse.Always;

    public RouteGroupBuilder Map(IEndpointRouteBuilder routes)
    {
        var name = $"oauth:{client.Name}.{backend.Name}";
        var group = routes.MapGroup("");

        group.MapGet("/authorize", AuthorizeAsync)
            .DescribeOAuthAuthorize(kind, _flow, $"{name}.authorize", $"Sign in by {client.DisplayName}", Codes);

        group.MapGet("/callback", CallbackAsync)
            .DescribeOAuthCallback(kind, _flow, $"{name}.callback", $"Where {client.DisplayName} sends people back to, who sign in with {backend.Name}")
            .ProducesLogin(backend)
            .Refuses(
                [.. OAuthConventions.CallbackRefusals,
                new ErrorExample(ErrorCode.OAuthUserAlreadyExists, "Another user has the e-mail address."),
                new ErrorExample(ErrorCode.LoginBadCredentials, "User is inactive."),
                new ErrorExample(ErrorCode.LoginUserNotVerified, "The user is not verified.")]);
        group.MapOAuthPost(kind, client, name);

        if (_flow.Pages.Any)
        {
            group.MapPost("/exchange", ExchangeAsync)
                .Describe(kind, $"{name}.exchange", OAuthConventions.Tag, "Exchange the code that a page was given")
                .Takes<OAuthCodeForm>("application/x-www-form-urlencoded", "multipart/form-data")
                .ProducesLogin(backend)
                .Refuses(new ErrorExample(ErrorCode.OAuthInvalidCode, "The code is bad, used or expired, or the verifier is not its own."));
        }

        return group;
    }

    private Task<IResult> AuthorizeAsync(HttpContext httpContext, UserManager<TUser, TId> manager) =>
        _flow.AuthorizeAsync(httpContext, manager.Options, subject: null, Codes);

    private async Task<IResult> CallbackAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        var (format, context) = (manager.Options.ErrorFormat, new UserEventContext(httpContext));
        var (callback, refusal) = await _flow.ReadAsync(httpContext, manager.Options, subject: null).ConfigureAwait(false);
        if (callback is null)
            return refusal!;

        TUser user;
        try
        {
            var rules = new OAuthCallbackRules
            {
                AssociateByEmail = options.AssociateByEmail,
                IsVerifiedByDefault = options.IsVerifiedByDefault,
                IsEmailVerified = callback.Identity.IsEmailVerified || client.TrustsEmails,
                Profile = callback.Identity.Claims,
            };
            user = await manager.OAuthCallbackAsync(callback.Account, rules, context, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (UserAlreadyExistsException)
        {
            return ErrorResult.BadRequest(format, ErrorCode.OAuthUserAlreadyExists);
        }
        catch (ValueNotStorableException)
        {
            return ErrorResult.Status(format, StatusCodes.Status502BadGateway, ErrorCode.OAuthProviderError);
        }

        if (!user.IsActive)
            return ErrorResult.BadRequest(format, ErrorCode.LoginBadCredentials);
        if (options.RequiresVerification && !user.IsVerified)
            return ErrorResult.BadRequest(format, ErrorCode.LoginUserNotVerified);
        if (callback.State is { Page: { } codePage, CodeChallenge: { } challenge })
            return OAuthPages.Show(codePage, "code", CodesOf(httpContext, manager).Write(user.Id.ToString()!, user.HashedPassword, challenge));

        var response = await backend.LoginAsync(manager, user, httpContext, _flow.Method).ConfigureAwait(false);
        return response is null ? ErrorResult.BadRequest(format, ErrorCode.LoginBadCredentials)
            : callback.State.Page is { } page && Codes != OAuthCodeUse.Always ? new LoginRedirect(response, page)
            : response;
    }

    private async Task<IResult> ExchangeAsync(HttpContext httpContext, UserManager<TUser, TId> manager)
    {
        httpContext.Response.Headers.CacheControl = "no-store";

        // Or else another site could sign its visitor in as somebody else, by a flow of its own.
        if (backend.Transport is CookieTransport && RequestOrigin.IsNavigationOfOtherSite(httpContext.Request))
            return ErrorResult.Status(manager.Options.ErrorFormat, StatusCodes.Status403Forbidden);

        var (form, refusal) = await OAuthCodeForm.ReadAsync(httpContext.Request, manager.Options).ConfigureAwait(false);
        if (form is null)
            return refusal!;

        var codes = CodesOf(httpContext, manager);
        var response = await codes.UseAsync(form.Code, form.CodeVerifier, httpContext.RequestAborted).ConfigureAwait(false) is var (userId, fingerprint)
            && await manager.FindByTextAsync(userId, httpContext.RequestAborted).ConfigureAwait(false) is { IsActive: true } user
            && codes.IsOfPassword(fingerprint, user.HashedPassword)
            ? await backend.LoginAsync(manager, user, httpContext, _flow.Method).ConfigureAwait(false)
            : null;
        return response ?? ErrorResult.BadRequest(manager.Options.ErrorFormat, ErrorCode.OAuthInvalidCode);
    }

    private OAuthCodes CodesOf(HttpContext httpContext, UserManager<TUser, TId> manager) => new(
        $"{client.Name}:{backend.Name}", manager.Options, httpContext.RequestServices.GetRequiredService<IUsedTokens>(), httpContext.RequestServices.GetRequiredService<TimeProvider>());
}
