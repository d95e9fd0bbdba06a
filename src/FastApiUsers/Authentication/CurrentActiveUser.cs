using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace FastApiUsers.Authentication;

/// <summary>
/// The signed-in user, who is active. Declaring the parameter is the protection; a nullable one is optional and <see langword="null"/> where the
/// request does not meet it.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
public sealed class CurrentActiveUser<TUser> : SignedInUser<TUser>, IBindableFromHttpContext<CurrentActiveUser<TUser>>, IEndpointParameterMetadataProvider
    where TUser : class
{
    private static readonly CurrentUserBinding Binding = new(Active: true);

    private CurrentActiveUser(CurrentUserFeature<TUser> feature)
        : base(feature)
    {
    }

    static async ValueTask<CurrentActiveUser<TUser>?> IBindableFromHttpContext<CurrentActiveUser<TUser>>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        await Binding.BindAsync<TUser>(context).ConfigureAwait(false) is { } feature ? new CurrentActiveUser<TUser>(feature) : null;

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        Binding.AddMetadata<TUser>(parameter, builder);
}
