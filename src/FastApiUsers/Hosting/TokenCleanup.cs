using System.Security.Cryptography;
using FastApiUsers.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Removes expired access tokens from time to time. Nobody waits for it: what fails is tried again in the next turn.</summary>
internal sealed class TokenCleanup(
    IEnumerable<IExpiredTokens> kinds, IOptions<TokenCleanupOptions> options, TimeProvider time, ILogger<TokenCleanup> logger) : BackgroundService
{
    private const int JitterSteps = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The settings of the start: those of a file that is edited meanwhile may be wrong, and must not end the program.
        var settings = options.Value;
        var delay = settings.Interval * RandomNumberGenerator.GetInt32(JitterSteps) / JitterSteps;
        while (true)
        {
            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(false);
            foreach (var tokens in kinds)
                await RemoveAsync(tokens, settings, stoppingToken).ConfigureAwait(false);
            delay = settings.Interval;
        }
    }

    private async Task RemoveAsync(IExpiredTokens tokens, TokenCleanupOptions settings, CancellationToken cancellationToken)
    {
        try
        {
            var removed = await tokens.RemoveAsync(settings, cancellationToken).ConfigureAwait(false);
            if (removed > 0)
                Log.ExpiredTokensRemoved(logger, removed, tokens.UserType);
        }
#pragma warning disable CA1031 // A failure here must not end the program.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.TokenCleanupFailed(logger, tokens.UserType, exception);
        }
    }
}
