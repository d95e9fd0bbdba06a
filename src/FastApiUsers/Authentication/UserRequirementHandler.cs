using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace FastApiUsers.Authentication;

/// <summary>Judges a <see cref="UserRequirement"/> by the user that the scheme found.</summary>
internal sealed class UserRequirementHandler : AuthorizationHandler<UserRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, UserRequirement requirement)
    {
        var httpContext = context.Resource switch
        {
            HttpContext request => request,
            HubInvocationContext hub => hub.Context.GetHttpContext(),
            _ => null,
        };

        // Without a request there is no user to judge: the requirement stays unmet.
        if (httpContext is null)
            return Task.CompletedTask;

        var denial = requirement.Judge((CurrentUserFeature?)httpContext.Features[requirement.Kind.FeatureType]);
        if (denial == UserDenial.None)
            context.Succeed(requirement);
        else
            UserDenialFeature.Report(httpContext, denial);
        return Task.CompletedTask;
    }
}
