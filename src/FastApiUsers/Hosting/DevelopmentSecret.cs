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
    public void PostConfigure(string? name, FastApiUsersOptions options)
    {
        if (options.Secret is not null || !environment.IsDevelopment())
            return;

        options.Secret = OpaqueToken.Generate();
        Log.RandomSecret(logger, kinds.SectionOf(name) + ":Secret");
    }
}
