using System.Security.Claims;
using System.Text.Encodings.Web;
using FastApiUsers.Errors;
using FastApiUsers.Schemas;
using FastApiUsers.Tokens;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Authentication;

/// <summary>An authentication scheme over backends: the first that yields a user wins.</summary>
internal sealed class UserAuthenticationHandler<TUser, TId>(
    IOptionsMonitor<UserAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder, UserManager<TUser, TId> manager, Outages outages)
    : AuthenticationHandler<UserAuthenticationOptions>(options, logger, encoder)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var enabled = await GetEnabledAsync(Context.GetEndpoint()?.Metadata);
        Exception? outage = null;
        for (var i = 0; i < Options.Backends.Count; i++)
        {
            var backend = Options.Backends[i];
            if (enabled?.Contains(backend.Name) == false || backend.Transport.ReadToken(Request) is not { } token)
                continue;

            CurrentUserFeature<TUser>? found;
            try
            {
                found = await backend.ReadAsync(manager, token, Context);
            }
            catch (Exception exception) when (outages.IsOutage(exception))
            {
                // Another backend may keep its tokens elsewhere.
                outages.Report(Context, exception);
                outage ??= exception;
                continue;
            }

            if (found is null)
                continue;

            found.Scheme = Scheme.Name;
            Context.Features.Set(found);

            // An inactive user is nobody to the rest of ASP.NET Core, so that a plain [Authorize] keeps them out. Endpoints that
            // admit them find them on the feature.
            return found.IsActive
                ? AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(found), Scheme.Name))
                : AuthenticateResult.NoResult();
        }

        if (outage is null)
            return AuthenticateResult.NoResult();

        // Not an exception: an endpoint that asks for no user answers as ever.
        outages.Report(Context, outage).Unanswered = Options.ErrorFormat;
        return AuthenticateResult.Fail(outage as DatabaseUnavailableException ?? new DatabaseUnavailableException(innerException: outage));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => DenyAsync(UserDenial.Unauthorized);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => DenyAsync(UserDenial.Forbidden);

    // Which backends an endpoint accepts: those that it enables, or else those that its [Authorize] names as schemes. All where
    // it names none.
    private async ValueTask<IReadOnlyCollection<string>?> GetEnabledAsync(EndpointMetadataCollection? metadata)
    {
        if (metadata is null)
            return null;
        return metadata.GetMetadata<IEnabledBackends>() is { } enabled ? await enabled.GetAsync(Context) : Options.NamedBackends.Of(metadata);
    }

    private async Task DenyAsync(UserDenial denial)
    {
        // Another scheme of the same policy has answered.
        if (Response.HasStarted)
            return;

        var page = Context.GetEndpoint()?.Metadata.GetMetadata<DenialPage>();
        if (OutageFeature.FindUnanswered(Context) is { } format)
        {
            if (page?.Find(Context, DenialPage.Unavailable) is { } outagePage)
            {
                ShowPage(outagePage);
                return;
            }

            await Outages.Refuse(format).ExecuteAsync(Context);
            return;
        }

        // The original parses a body before it looks at the user, so malformed JSON is told to anybody.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<JsonBodyMetadata>() is not null && await FindMalformedAsync() is { } malformed)
        {
            await malformed.ExecuteAsync(Context);
            return;
        }

        if (Context.Features.Get<UserDenialFeature>() is { Denial: not UserDenial.None } found)
            denial = found.Denial;
        if (page?.Find(Context, denial == UserDenial.Unauthorized ? DenialPage.Unauthorized : DenialPage.Forbidden) is { } denialPage)
        {
            ShowPage(denialPage);
            return;
        }

        if (denial == UserDenial.Unauthorized && Options.ChallengesBearer)
            Response.Headers.WWWAuthenticate = "Bearer";

        var status = denial == UserDenial.Unauthorized ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        await ErrorResult.Status(Options.ErrorFormat, status).ExecuteAsync(Context);
    }

    // The address of this request may hold what the page must not learn.
    private void ShowPage(string page)
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Redirect(page);
    }

    private async Task<ErrorResult?> FindMalformedAsync()
    {
        try
        {
            return (await JsonBody.ReadAsync(Request)).Malformed is { } malformed ? ErrorResult.Invalid(Options.ErrorFormat, malformed) : null;
        }
        catch (BadHttpRequestException exception)
        {
            return ErrorResult.Status(Options.ErrorFormat, exception.StatusCode);
        }
    }

    private static ClaimsPrincipal ToPrincipal(CurrentUserFeature<TUser> found)
    {
        var user = found.User;
        var identity = new ClaimsIdentity(found.Backend);
        Add(identity, ClaimTypes.NameIdentifier, user.Id.ToString()!);
        Add(identity, ClaimTypes.Name, user.Email);
        Add(identity, ClaimTypes.Email, user.Email);
        if (found.SessionId is { } sessionId)
            Add(identity, JwtAccessClaims.SessionClaim, sessionId);
        if (user.IsSuperuser)
            Add(identity, ClaimTypes.Role, UserPolicies.SuperuserRole);
        return new ClaimsPrincipal(identity);
    }

    // A claim that names its identity is not copied into it.
    private static void Add(ClaimsIdentity identity, string type, string value) => identity.AddClaim(
        new Claim(type, value, ClaimValueTypes.String, ClaimsIdentity.DefaultIssuer, ClaimsIdentity.DefaultIssuer, identity));
}
