using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Registers the policies of <see cref="UserPolicies"/>.</summary>
internal sealed class ConfigurePolicies(UserKinds kinds) : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions options)
    {
        foreach (var kind in kinds.All)
        {
            Add(options, kind, UserPolicies.Active, new UserRequirement(kind, Active: true, Verified: false, Superuser: false));
            Add(options, kind, UserPolicies.Verified, new UserRequirement(kind, Active: true, Verified: true, Superuser: false));
            Add(options, kind, UserPolicies.Superuser, new UserRequirement(kind, Active: true, Verified: false, Superuser: true));
        }
    }

    private static void Add(AuthorizationOptions options, UserKind kind, string policy, UserRequirement requirement)
    {
        options.AddPolicy($"{policy}:{kind.UserType.Name}", requirement.ToPolicy());
        if (kind.Name.Length == 0)
            options.AddPolicy(policy, requirement.ToPolicy());
    }
}
