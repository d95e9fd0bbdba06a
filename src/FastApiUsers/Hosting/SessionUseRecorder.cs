using FastApiUsers.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Hosting;

/// <summary>Stores from time to time which sessions were used, so that no request waits for that, and once more when the program stops.</summary>
internal sealed class SessionUseRecorder<TUser, TId>(SessionCache<TUser, TId> cache, TimeProvider time, ILogger<SessionUseRecorder<TUser, TId>> logger) : BackgroundService
    where TUser : class
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await RecordAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            await RecordAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        try
        {
            await cache.RecordUsesAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A failure here must not end the program; the next turn tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.SessionUsesNotStored(logger, typeof(TUser).Name, exception);
        }
    }
}
