using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>
/// Answers 503 for an endpoint that asks for authorization where who is asking could not be looked up: one answer, whatever the
/// schemes of the policy, of which the first would otherwise say 401. A policy that admits anybody is no exception, since it was
/// judged without the user.
/// </summary>
internal sealed class OutageResultHandler(IAuthorizationMiddlewareResultHandler inner) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        return OutageFeature.FindUnanswered(context) is { } format
            && !(authorizeResult.Succeeded && context.User.Identities.Any(identity => identity.IsAuthenticated))
            ? Outages.Refuse(format).ExecuteAsync(context)
            : inner.HandleAsync(next, context, policy, authorizeResult);
    }
}
