using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Users;

/// <summary>
/// Looks once, while the program goes on with its start, for stored hashes that are not of the current kind, so that the first
/// sign-in that fails costs what any later one does. Where that cannot be found out, it is learned from the sign-ins.
/// </summary>
internal sealed class StoredHashSurvey<TUser, TId>(IServiceScopeFactory scopes, ILogger<UserManager<TUser, TId>> logger) : BackgroundService
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider.GetRequiredService<UserManagerServices<TUser, TId>>();
            await SignInCost.Of(services.Passwords)
                .LearnAsync(services.Passwords, services.Database.FindHashNotStartingWithAsync, stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
#pragma warning disable CA1031 // Whatever it is, the program works without.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.SurveyFailed(logger, exception);
        }
    }
}
