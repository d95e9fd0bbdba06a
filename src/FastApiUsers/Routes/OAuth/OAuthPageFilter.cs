using System.Collections.Frozen;
using FastApiUsers.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Routes;

/// <summary>Sends what a route refuses to the page of the flow, as <c>error=…</c>. A page gets a code and no words that a stranger has chosen.</summary>
/// <param name="findPage">The page, or <see langword="null"/> for an answer as that of the original.</param>
/// <param name="minimumStatus">The least status that is sent there; below it, it is whoever called who has made a mistake.</param>
internal sealed class OAuthPageFilter(Func<HttpContext, string?> findPage, int minimumStatus) : IEndpointFilter
{
    // RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6, and Apple's own for a person who presses Cancel.
    private static readonly FrozenSet<string> Codes = new[]
    {
        "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable",
        "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_request_uri", "invalid_request_object",
        "request_not_supported", "request_uri_not_supported", "registration_not_supported", "user_cancelled_authorize",
    }.Concat(typeof(ErrorCode).GetFields().Select(field => (string)field.GetRawConstantValue()!)).ToFrozenSet(StringComparer.Ordinal);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context).ConfigureAwait(false);
        return answer is ErrorResult error && error.StatusCode >= minimumStatus && findPage(context.HttpContext) is { } page
            ? OAuthPages.Show(page, "error", CodeOf(error))
            : answer;
    }

    private static string CodeOf(ErrorResult error) =>
        error.Code == ReasonPhrases.GetReasonPhrase(error.StatusCode) ? error.Code.ToUpperInvariant().Replace(' ', '_')
        : Codes.Contains(error.Code) ? error.Code
        : ErrorCode.OAuthRefused;
}
