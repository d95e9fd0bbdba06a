using FastApiUsers.Authentication;
using FastApiUsers.Settings;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Gives each scheme its backends.</summary>
internal sealed class ConfigureUserAuthentication(UserKinds kinds, IOptionsMonitor<FastApiUsersOptions> users)
    : IConfigureNamedOptions<UserAuthenticationOptions>
{
    public void Configure(UserAuthenticationOptions options)
    {
    }

    public void Configure(string? name, UserAuthenticationOptions options)
    {
        foreach (var kind in kinds.All)
        {
            if (name == kind.Scheme)
                options.Backends = kind.Backends;
            else if (kind.Backends.Find(backend => backend.Name == name) is { } backend)
                options.Backends = [backend];
            else
                continue;

            options.ErrorFormat = users.Get(kind.Name).ErrorFormat;
        }
    }
}
