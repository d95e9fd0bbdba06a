using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace FastApiUsers.Authentication;

/// <summary>What an endpoint asks of the user, as the flags of the original's <c>current_user(active, verified, superuser)</c>.</summary>
internal sealed record UserRequirement(UserKind Kind, bool Active, bool Verified, bool Superuser) : IAuthorizationRequirement
{
    public AuthorizationPolicy ToPolicy() => new AuthorizationPolicyBuilder(Kind.Scheme).AddRequirements(this).Build();

    /// <summary>Puts the requirement on an endpoint, where authorization and OpenAPI find it.</summary>
    public void AddTo(EndpointBuilder endpoint)
    {
        endpoint.Metadata.Add(new AuthorizeAttribute());
        endpoint.Metadata.Add(ToPolicy());
    }

    public UserDenial Judge(CurrentUserFeature? user)
    {
        if (user is null || (Active && !user.IsActive))
            return UserDenial.Unauthorized;
        return (Verified && !user.IsVerified) || (Superuser && !user.IsSuperuser) ? UserDenial.Forbidden : UserDenial.None;
    }
}
