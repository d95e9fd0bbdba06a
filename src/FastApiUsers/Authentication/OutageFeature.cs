using FastApiUsers.Settings;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>A request met a database that does not answer.</summary>
internal sealed class OutageFeature
{
    /// <summary>
    /// The shape of the answer, where a scheme found nobody because it could not look; <see langword="null"/> where another backend
    /// yielded a user, who counts.
    /// </summary>
    public ErrorFormat? Unanswered { get; set; }

    /// <summary>The shape of the answer, where who is asking could not be looked up.</summary>
    public static ErrorFormat? FindUnanswered(HttpContext httpContext) => httpContext.Features.Get<OutageFeature>()?.Unanswered;
}
