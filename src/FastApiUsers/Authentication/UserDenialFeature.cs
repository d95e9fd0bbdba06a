using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>
/// What the requirements of an endpoint found, for the answer. ASP.NET Core tells "not signed in" from "not allowed" by whether
/// there is a principal; here an inactive user is the first and a known user who is not active enough for it may be the second.
/// </summary>
internal sealed class UserDenialFeature
{
    public UserDenial Denial { get; private set; }

    public static void Report(HttpContext httpContext, UserDenial denial)
    {
        var feature = httpContext.Features.Get<UserDenialFeature>();
        if (feature is null)
            httpContext.Features.Set(feature = new UserDenialFeature());
        if (denial > feature.Denial)
            feature.Denial = denial;
    }
}
