using System.Collections.Concurrent;
using FastApiUsers.Authentication;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Makes a random secret in Development, so that a first try needs no setting. Everywhere else a missing secret stops the start.</summary>
internal sealed class DevelopmentSecret(UserKinds kinds, IHostEnvironment environment, ILogger<FastApiUsersOptions> logger) : IPostConfigureOptions<FastApiUsersOptions>
{
    private readonly ConcurrentDictionary<string, Secret> _secrets = [];

    public void PostConfigure(string? name, FastApiUsersOptions options)
    {
        if (options.Secret is null && environment.IsDevelopment())
            options.Secret = _secrets.GetOrAdd(name ?? "", Generate);
    }

    // Once for the process: settings are read anew when a file changes, and tokens outlive that.
    private Secret Generate(string name)
    {
        Log.RandomSecret(logger, kinds.SectionOf(name) + ":Secret");
        return OpaqueToken.Generate();
    }
}
