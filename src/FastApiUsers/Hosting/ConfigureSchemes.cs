using FastApiUsers.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Makes each backend, and each kind of users with all its backends, an authentication scheme. An application's own default scheme stays.</summary>
internal sealed class ConfigureSchemes(UserKinds kinds) : IPostConfigureOptions<AuthenticationOptions>
{
    public void PostConfigure(string? name, AuthenticationOptions options)
    {
        foreach (var kind in kinds.All)
        {
            var handler = typeof(UserAuthenticationHandler<,>).MakeGenericType(kind.UserType, kind.IdType);
            options.AddScheme(kind.Scheme, scheme => scheme.HandlerType = handler);
            foreach (var backend in kind.Backends)
                options.AddScheme(backend.Name, scheme => scheme.HandlerType = handler);
        }

        options.DefaultScheme ??= UserKind.DefaultScheme;
    }
}
