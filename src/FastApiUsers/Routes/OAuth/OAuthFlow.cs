using FastApiUsers.Authentication;
using FastApiUsers.Emails;
using FastApiUsers.Errors;
using FastApiUsers.OAuth;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Routes;

/// <summary>The way to a provider and back, which signing in and connecting an account share (RFC 6749 section 4.1, RFC 9700).</summary>
/// <param name="client">The client of the provider.</param>
/// <param name="options">The settings of the routes.</param>
/// <param name="route">What tells these routes from others, so that no state of one works at another.</param>
internal sealed class OAuthFlow(OAuthClientEntry client, OAuthFlowOptions options, string route)
{
    private const string ChallengeParameter = "code_challenge";
    private const int ChallengeLength = 43;

    // By as much may the clock of another node be behind.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private readonly OAuthPages _pages = Check(options);

    public OAuthPages Pages => _pages;

    /// <summary>How a session says that it began.</summary>
    public string Method => $"oauth:{client.AccountName}";

    /// <summary>Begins: makes a state, ties it to the browser, and says where to send that.</summary>
    /// <param name="httpContext">The request.</param>
    /// <param name="settings">The settings of the users.</param>
    /// <param name="subject">The user whom an account is to be connected with.</param>
    /// <param name="codes">Whether a page is given a code, which its challenge protects.</param>
    public async Task<IResult> AuthorizeAsync(HttpContext httpContext, FastApiUsersOptions settings, string? subject, OAuthCodeUse codes)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        var format = settings.ErrorFormat;

        var page = Last(httpContext, "redirect_to");
        if (page is not null && !_pages.Contains(page))
            return ErrorResult.BadRequest(format, ErrorCode.OAuthInvalidRedirect);

        // Or else a page that has signed its visitor in at the provider as somebody else could connect that account with the visitor.
        if (page is not null && subject is not null && RequestOrigin.MayBeOtherSite(httpContext.Request))
            return ErrorResult.Status(format, StatusCodes.Status403Forbidden);
        var challenge = page is null || codes == OAuthCodeUse.Never ? null : Last(httpContext, ChallengeParameter);
        if (challenge is null ? page is not null && codes == OAuthCodeUse.Always : challenge.Length != ChallengeLength || !OpaqueToken.IsOfAlphabet(challenge))
            return ErrorResult.Invalid(format, new ValidationError(["query", ChallengeParameter], "Should be the S256 challenge of RFC 7636: 43 characters of base64url", challenge is null ? "missing" : "string_pattern_mismatch"));
        var scopes = ReadScopes(httpContext, settings);
        if (scopes is { IsAllowed: false })
            return ErrorResult.BadRequest(format, ErrorCode.OAuthInvalidScope);

        var state = new OAuthState(OpaqueToken.Generate())
        {
            Subject = subject,
            Route = settings.SingleUseOAuthStates ? route : null,
            Page = page,
            CodeChallenge = challenge,
        };
        var request = new AuthorizationRequest(RedirectUriOf(httpContext.Request))
        {
            State = state.Write(settings, TimeOf(httpContext)),
            Scopes = scopes?.Scopes,
            CodeChallenge = client.Client.SupportsPkce ? Pkce.CreateChallenge(state.DeriveVerifier(settings)) : null,
            Nonce = client.Client.SupportsNonce ? state.DeriveNonce(settings) : null,
            Extra = client.AuthorizationParameters,
        };

        Uri url;
        try
        {
            url = await client.Client.GetAuthorizationUrlAsync(request, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (OAuthException exception)
        {
            // Nobody has asked for anything yet that the provider could refuse.
            Report(httpContext, exception);
            return ErrorResult.Status(format, StatusCodes.Status502BadGateway, ErrorCode.OAuthProviderError);
        }

        CookieOf(settings).Set(httpContext, state);
        return page is null ? TypedResults.Json(new OAuth2AuthorizeResponse(url.AbsoluteUri), Json.WireJson.Options) : TypedResults.Redirect(url.AbsoluteUri);
    }

    /// <summary>Reads a callback. Whether it is ours is asked before the provider is.</summary>
    /// <param name="httpContext">The request.</param>
    /// <param name="settings">The settings of the users.</param>
    /// <param name="subject">The user whom an account is to be connected with.</param>
    /// <returns>The callback, or the answer that says what is wrong with it.</returns>
    public async Task<(OAuthCallback? Callback, IResult? Refusal)> ReadAsync(HttpContext httpContext, FastApiUsersOptions settings, string? subject)
    {
        httpContext.Response.Headers.CacheControl = "no-store";

        // RFC 9700 section 4.2.4: where the browser goes next must not learn code and state.
        httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";

        var (format, stop) = (settings.ErrorFormat, httpContext.RequestAborted);
        var (state, stateError) = OAuthState.Read(Last(httpContext, "state"), settings, TimeOf(httpContext));
        if (state is not null && !_pages.Contains(state.Page))
            state = state with { Page = null };
        var isOurs = state is not null && IsOurs(state, httpContext, settings, subject);
        if (isOurs && settings.SingleUseOAuthStates)
            CookieOf(settings).Clear(httpContext, state!);

        if (Last(httpContext, "error") is { } error)
            return (null, ErrorResult.BadRequest(format, IsText(error) ? error : ErrorCode.OAuthRefused));
        if (Last(httpContext, "code") is not { } code)
            return (null, ErrorResult.Status(format, StatusCodes.Status400BadRequest));
        if (state is null || !isOurs)
            return (null, ErrorResult.BadRequest(format, stateError ?? ErrorCode.OAuthInvalidState));

        try
        {
            if (settings.SingleUseOAuthStates && !await UsedTokensOf(httpContext).TryUseAsync(state.UseId, settings.OAuthState.Lifetime + Leeway, stop).ConfigureAwait(false))
                return (null, ErrorResult.BadRequest(format, ErrorCode.OAuthInvalidState));

            // RFC 9207 section 2.4.
            if (await client.Client.GetCallbackIssuerAsync(stop).ConfigureAwait(false) is { } issuer && Last(httpContext, "iss") != issuer)
                return (null, ErrorResult.BadRequest(format, ErrorCode.OAuthInvalidState));

            var verifier = client.Client.SupportsPkce ? state.DeriveVerifier(settings) : Last(httpContext, "code_verifier");
            var token = await client.Client.GetAccessTokenAsync(code, RedirectUriOf(httpContext.Request), verifier, stop).ConfigureAwait(false);
            var identity = await client.Client.GetIdEmailAsync(token, client.Client.SupportsNonce ? state.DeriveNonce(settings) : null, stop).ConfigureAwait(false);
            if (!EmailAddress.TryNormalizeOfProvider(identity.Email, out _))
                return (null, ErrorResult.BadRequest(format, ErrorCode.OAuthNotAvailableEmail));

            return (new OAuthCallback(state, AccountOf(token, identity), identity), null);
        }
        catch (OAuthException exception)
        {
            return (null, FailAtProvider(httpContext, format, exception));
        }
    }

    /// <summary>The page that errors of a callback go to, if any.</summary>
    public string? FindPageOfCallback(HttpContext httpContext, FastApiUsersOptions settings) =>
        _pages.FindForErrors(OAuthState.ReadExpired(Last(httpContext, "state"), settings));

    /// <summary>The page that a flow is to end on, if any.</summary>
    public string? FindPageOfAuthorize(HttpContext httpContext) => Last(httpContext, "redirect_to") is { } page && _pages.Contains(page) ? page : null;

    private void Report(HttpContext httpContext, OAuthException exception) => Log.OAuthFailed(
        httpContext.RequestServices.GetRequiredService<ILogger<OAuthFlow>>(), client.Name, exception.Message, exception.InnerException);

    private ErrorResult FailAtProvider(HttpContext httpContext, ErrorFormat format, OAuthException exception)
    {
        Report(httpContext, exception);
        return exception.Kind switch
        {
            OAuthFailure.Refused => ErrorResult.BadRequest(format, ErrorCode.OAuthRefused),
            OAuthFailure.BadIdToken => ErrorResult.BadRequest(format, ErrorCode.OAuthInvalidIdToken),
            _ => ErrorResult.Status(format, StatusCodes.Status502BadGateway, ErrorCode.OAuthProviderError),
        };
    }

    private static OAuthPages Check(OAuthFlowOptions options)
    {
        if (options.RedirectUrl is { } url && !OAuthPages.IsSafeUrl(url))
            throw new ArgumentException($"The RedirectUrl '{url}' is not an absolute https URL (http on the loopback interface alone), nor one of a scheme of your own, without a fragment.", nameof(options));

        OAuthCsrfCookie.Check(options.CsrfCookie);
        return new OAuthPages(options);
    }

    private bool IsOurs(OAuthState state, HttpContext httpContext, FastApiUsersOptions settings, string? subject) =>
        CookieOf(settings).Matches(httpContext.Request, state)
        && (state.Route == route || (state.Route is null && !settings.SingleUseOAuthStates))
        && (subject is null || state.Subject == subject);

    private OAuthCsrfCookie CookieOf(FastApiUsersOptions settings) => new(options.CsrfCookie, settings.SingleUseOAuthStates, settings.OAuthState.Lifetime);

    // Beside this route, as the original has it.
    private string RedirectUriOf(HttpRequest request)
    {
        if (options.RedirectUrl is { } configured)
            return configured;

        var path = request.Path.Value!.TrimEnd('/');
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, path[..(path.LastIndexOf('/') + 1)] + "callback");
    }

    // Each may hold several, as in the parameter scope itself.
    private (IReadOnlyList<string> Scopes, bool IsAllowed)? ReadScopes(HttpContext httpContext, FastApiUsersOptions settings)
    {
        if (!httpContext.Request.Query.TryGetValue("scopes", out var values) || values.Count == 0)
            return null;

        var scopes = values.Select(value => value ?? "").ToList();
        var single = scopes.SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return (scopes, !settings.RestrictOAuthScopes || single.All(scope => client.Client.Scopes.Contains(scope, StringComparer.Ordinal)));
    }

    private OAuthAccountData AccountOf(OAuthToken token, OAuthIdentity identity) => new()
    {
        OAuthName = client.AccountName,
        AccessToken = token.AccessToken,
        ExpiresAt = token.ExpiresAt?.ToUnixTimeSeconds(),
        RefreshToken = token.RefreshToken,
        AccountId = identity.AccountId,
        AccountEmail = identity.Email!,
    };

    // Of several with one name the last one counts.
    private static string? Last(HttpContext httpContext, string name) =>
        httpContext.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] ?? "" : null;

    // RFC 6749 section 4.1.2.1.
    private static bool IsText(string error) => error.All(letter => letter is >= ' ' and <= '~' and not '"' and not '\\');

    private static TimeProvider TimeOf(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<TimeProvider>();

    private static IUsedTokens UsedTokensOf(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<IUsedTokens>();
}
