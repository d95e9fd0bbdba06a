using FastApiUsers.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Protects endpoints by rules on the user.</summary>
public static class RequireUserExtensions
{
    /// <summary>Admits only requests of a user of the application's one kind. The others are answered 401, or 403 where the user is known but not verified or no superuser.</summary>
    /// <param name="builder">An endpoint or a group.</param>
    /// <param name="active">Whether the user must be active.</param>
    /// <param name="verified">Whether the e-mail address must be verified.</param>
    /// <param name="superuser">Whether the user must be a superuser.</param>
    /// <param name="backends">The backends that are accepted; by default all.</param>
    public static TBuilder RequireUser<TBuilder>(
        this TBuilder builder, bool active = true, bool verified = false, bool superuser = false, params string[] backends)
        where TBuilder : IEndpointConventionBuilder => builder.Require(null, active, verified, superuser, backends);

    /// <summary>The same for one of several kinds of users.</summary>
    /// <param name="builder">An endpoint or a group.</param>
    /// <param name="userType">The user's type.</param>
    /// <param name="active">Whether the user must be active.</param>
    /// <param name="verified">Whether the e-mail address must be verified.</param>
    /// <param name="superuser">Whether the user must be a superuser.</param>
    /// <param name="backends">The backends that are accepted; by default all.</param>
    public static TBuilder RequireUser<TBuilder>(
        this TBuilder builder, Type userType, bool active = true, bool verified = false, bool superuser = false, params string[] backends)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(userType);
        return builder.Require(userType, active, verified, superuser, backends);
    }

    private static TBuilder Require<TBuilder>(this TBuilder builder, Type? userType, bool active, bool verified, bool superuser, string[] backends)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint =>
        {
            var kinds = endpoint.ApplicationServices.GetRequiredService<UserKinds>();
            var kind = userType is null ? kinds.Single : kinds.Of(userType);
            new UserRequirement(kind, active, verified, superuser).AddTo(endpoint);
            if (backends.Length > 0)
                endpoint.Metadata.Add(new EnabledBackends([.. backends.Select(name => kind.GetBackend(name).Name)]));
        });
        return builder;
    }
}
