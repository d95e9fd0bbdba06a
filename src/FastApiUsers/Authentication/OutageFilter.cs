using FastApiUsers.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>Answers 503 for an endpoint with a parameter <c>Current…User</c> that could not be bound: without it an optional user would be nobody.</summary>
internal static class OutageFilter
{
    // The scheme has answered already, when the parameter was bound. Where it found a user there was no outage.
    public static EndpointFilterDelegate Create(UserKind kind, EndpointFilterDelegate next) => context =>
        context.HttpContext.Features[kind.FeatureType] is CurrentUserFeature found && found.Scheme == kind.Scheme
            ? next(context)
            : CheckAsync(kind, next, context);

    private static async ValueTask<object?> CheckAsync(UserKind kind, EndpointFilterDelegate next, EndpointFilterInvocationContext context)
    {
        var result = await context.HttpContext.AuthenticateAsync(kind.Scheme).ConfigureAwait(false);
        return result.Failure is DatabaseUnavailableException && OutageFeature.FindUnanswered(context.HttpContext) is { } format
            ? Outages.Refuse(format)
            : await next(context).ConfigureAwait(false);
    }
}
