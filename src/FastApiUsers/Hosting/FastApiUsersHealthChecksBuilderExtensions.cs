using FastApiUsers.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Checks the databases of users.</summary>
public static class FastApiUsersHealthChecksBuilderExtensions
{
    // Orchestrators ask every few seconds and count a late answer as none.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Adds a check that asks the database of each kind of users for a user, as a sign-in does: unhealthy where one fails or takes too long.</summary>
    /// <param name="builder">The health checks of the application.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="timeout">How long it may take; by default 3 seconds.</param>
    /// <param name="failureStatus">What a failure is; by default <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">The tags of the check, to filter by.</param>
    public static IHealthChecksBuilder AddFastApiUsersCheck(
        this IHealthChecksBuilder builder, string name = "fastapiusers", TimeSpan? timeout = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<UsersHealthCheck>(name, failureStatus, tags ?? [], timeout ?? DefaultTimeout);
    }
}
