using FastApiUsers.Authentication;
using FastApiUsers.Errors;
using FastApiUsers.OpenApi;
using FastApiUsers.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Routes;

/// <summary>What the routes to a provider and back say of themselves.</summary>
internal static class OAuthConventions
{
    public const string Tag = "auth";

    private static readonly string[] PostedParameters = ["code", "state", "error", "iss"];

    public static readonly ErrorExample[] CallbackRefusals =
    [
        new(ErrorCode.OAuthInvalidState, "The state was not made for this browser, or was used."),
        new(ErrorCode.AccessTokenDecodeError, "The state cannot be read."),
        new(ErrorCode.AccessTokenAlreadyExpired, "The state has expired."),
        new(ErrorCode.OAuthNotAvailableEmail, "The provider gives no e-mail address."),
        new(ErrorCode.OAuthRefused, "The provider refused the code."),
        new(ErrorCode.OAuthInvalidIdToken, "The provider's id token is not good."),
    ];

    public static RouteHandlerBuilder DescribeOAuthAuthorize(this RouteHandlerBuilder route, UserKind kind, OAuthFlow flow, string name, string summary, OAuthCodeUse codes) => route
        .ShowErrorsOn(flow.FindPageOfAuthorize, StatusCodes.Status500InternalServerError)
        .Describe(kind, name, Tag, summary)
        .WithMetadata(new QueryParameter("scopes", IsList: true))
        .WithMetadata(!flow.Pages.Any ? [] : codes == OAuthCodeUse.Never ? [new QueryParameter("redirect_to")] : [new QueryParameter("redirect_to"), new QueryParameter("code_challenge")])
        .Produces<OAuth2AuthorizeResponse>()
        .Produces<ValidationErrorModel>(StatusCodes.Status422UnprocessableEntity)
        .Produces<ErrorModel>(StatusCodes.Status502BadGateway)
        .Refuses([
            new ErrorExample(ErrorCode.OAuthInvalidScope, "A scope that the client is not configured with."),
            .. flow.Pages.Any ? [new ErrorExample(ErrorCode.OAuthInvalidRedirect, "A page that is not among those allowed.")] : Array.Empty<ErrorExample>()]);

    public static RouteHandlerBuilder DescribeOAuthCallback(this RouteHandlerBuilder route, UserKind kind, OAuthFlow flow, string name, string summary) => route
        .ShowErrorsOn(httpContext => flow.FindPageOfCallback(httpContext, SettingsOf(httpContext, kind)), StatusCodes.Status400BadRequest)
        .Describe(kind, name, Tag, summary)
        .WithMetadata(new QueryParameter("code"), new QueryParameter("code_verifier"), new QueryParameter("state"), new QueryParameter("error"))
        .Produces<ErrorModel>(StatusCodes.Status502BadGateway);

    /// <summary>
    /// The callback of a provider that sends the browser back with a POST (OAuth 2.0 Form Post Response Mode). A browser keeps its lax
    /// cookies from a POST of another site, but not from the GET that it is sent on to.
    /// </summary>
    public static void MapOAuthPost(this IEndpointRouteBuilder routes, UserKind kind, OAuthClientEntry client, string name)
    {
        if (!client.Client.PostsCallback)
            return;

        routes.MapPost("/callback", async (HttpContext httpContext) =>
        {
            var (fields, problem) = await FormFields.ReadAsync(httpContext.Request).ConfigureAwait(false);
            if (fields is null)
                return ErrorResult.BadRequest(SettingsOf(httpContext, kind).ErrorFormat, problem!);

            var parameters = PostedParameters.Select(parameter => KeyValuePair.Create(parameter, fields.Find(parameter))).Where(parameter => parameter.Value is not null);
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers.Location = QueryHelpers.AddQueryString(httpContext.Request.PathBase.Add(httpContext.Request.Path).ToUriComponent(), parameters);
            return (IResult)TypedResults.StatusCode(StatusCodes.Status303SeeOther);
        })
            .Describe(kind, $"{name}.post_callback", Tag, $"Where {client.DisplayName} posts to")
            .Produces(StatusCodes.Status303SeeOther);
    }

    // What the route refuses, and what authorization does before it.
    private static RouteHandlerBuilder ShowErrorsOn(this RouteHandlerBuilder route, Func<HttpContext, string?> findPage, int minimumStatus) => route
        .AddEndpointFilter(new OAuthPageFilter(findPage, minimumStatus))
        .WithMetadata(new DenialPage((httpContext, code) => findPage(httpContext) is { } page ? OAuthPages.WithParameter(page, "error", code) : null));

    private static FastApiUsersOptions SettingsOf(HttpContext httpContext, UserKind kind) =>
        httpContext.RequestServices.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>().Get(kind.Name);
}
