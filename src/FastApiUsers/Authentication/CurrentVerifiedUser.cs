using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace FastApiUsers.Authentication;

/// <summary>
/// The signed-in user, who is active and has verified the e-mail address. Declaring the parameter is the protection; a nullable one is optional and <see langword="null"/> where the
/// request does not meet it.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
public sealed class CurrentVerifiedUser<TUser> : SignedInUser<TUser>, IBindableFromHttpContext<CurrentVerifiedUser<TUser>>, IEndpointParameterMetadataProvider
    where TUser : class
{
    private static readonly CurrentUserBinding Binding = new(Active: true, Verified: true);

    private CurrentVerifiedUser(CurrentUserFeature<TUser> feature)
        : base(feature)
    {
    }

    static async ValueTask<CurrentVerifiedUser<TUser>?> IBindableFromHttpContext<CurrentVerifiedUser<TUser>>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        await Binding.BindAsync<TUser>(context).ConfigureAwait(false) is { } feature ? new CurrentVerifiedUser<TUser>(feature) : null;

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        Binding.AddMetadata<TUser>(parameter, builder);
}
