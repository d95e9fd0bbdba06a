using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FastApiUsers.Hosting;

/// <summary>Asks the database of each kind of users. What it throws is the result: the framework reports the check's failure status with the exception.</summary>
internal sealed class UsersHealthCheck(IServiceScopeFactory scopes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A client may not heed the cancellation while its server says nothing. The question is left to itself then, in its own
        // scope, and ends by the client's own time-outs.
        await AskAsync(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return HealthCheckResult.Healthy();
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var probe in scope.ServiceProvider.GetServices<IUserProbe>())
            await probe.AskAsync(cancellationToken).ConfigureAwait(false);
    }
}
