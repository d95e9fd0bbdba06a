using System.Security.Cryptography;
using FastApiUsers.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Hosting;

/// <summary>Removes expired access tokens and sessions from time to time. Nobody waits for it: what fails is tried again in the next turn.</summary>
internal sealed class TokenCleanup(
    IEnumerable<IExpiredEntries> kinds, IOptions<TokenCleanupOptions> options, TimeProvider time, ILogger<TokenCleanup> logger) : BackgroundService
{
    private const int JitterSteps = 1000;

    // Leaves the database to requests in between; SQLite has one writer at a time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The settings of the start: those of a file that is edited meanwhile may be wrong, and must not end the program.
        var settings = options.Value;
        var delay = settings.Interval * RandomNumberGenerator.GetInt32(JitterSteps) / JitterSteps;
        while (true)
        {
            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            foreach (var entries in kinds)
                await RemoveAsync(entries, settings, stoppingToken).ConfigureAwait(false);
            delay = settings.Interval;
        }
    }

    private async Task RemoveAsync(IExpiredEntries entries, TokenCleanupOptions settings, CancellationToken cancellationToken)
    {
        var removed = 0;
        try
        {
            while (true)
            {
                var batch = await entries.RemoveBatchAsync(settings, cancellationToken).ConfigureAwait(false);
                removed += batch;
                if (batch < settings.BatchSize)
                    break;
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }

            if (removed > 0)
                Log.ExpiredEntriesRemoved(logger, removed, entries.Name);
        }
#pragma warning disable CA1031 // A failure here must not end the program.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.TokenCleanupFailed(logger, entries.Name, exception);
        }
    }
}
