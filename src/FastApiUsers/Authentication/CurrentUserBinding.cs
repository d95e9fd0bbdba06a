using System.Reflection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Authentication;

/// <summary>What the parameter types <c>Current…User</c> share: declaring one protects the endpoint and binds the user.</summary>
internal readonly record struct CurrentUserBinding(bool Active, bool Verified = false, bool Superuser = false)
{
    public void AddMetadata<TUser>(ParameterInfo parameter, EndpointBuilder endpoint)
    {
        var kind = endpoint.ApplicationServices.GetRequiredService<UserKinds>().Of(typeof(TUser));
        var isOptional = new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
        if (isOptional)
            endpoint.Metadata.Add(new OptionalUserMetadata(kind));
        else
            new UserRequirement(kind, Active, Verified, Superuser).AddTo(endpoint);
        endpoint.FilterFactories.Add((_, next) => OutageFilter.Create(kind, next));
    }

    /// <summary>The user, or <see langword="null"/> where there is none who meets the requirement.</summary>
    public async ValueTask<CurrentUserFeature<TUser>?> BindAsync<TUser>(HttpContext httpContext)
        where TUser : class
    {
        var kind = httpContext.RequestServices.GetRequiredService<UserKinds>().Of(typeof(TUser));
        var feature = httpContext.Features.Get<CurrentUserFeature<TUser>>();
        if (feature?.Scheme != kind.Scheme)
        {
            await httpContext.AuthenticateAsync(kind.Scheme).ConfigureAwait(false);
            feature = httpContext.Features.Get<CurrentUserFeature<TUser>>();
        }

        return new UserRequirement(kind, Active, Verified, Superuser).Judge(feature) == UserDenial.None ? feature : null;
    }
}
