using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>Answers 503 for an endpoint with a parameter <c>Current…User</c> that could not be bound: without it an optional user would be nobody.</summary>
internal static class OutageFilter
{
    public static EndpointFilterDelegate Create(UserKind kind, EndpointFilterDelegate next) => async context =>
    {
        // The scheme has answered already, when the parameter was bound.
        var result = await context.HttpContext.AuthenticateAsync(kind.Scheme).ConfigureAwait(false);
        return result.Failure is DatabaseUnavailableException && OutageFeature.FindUnanswered(context.HttpContext) is { } format
            ? Outages.Refuse(format)
            : await next(context).ConfigureAwait(false);
    };
}
