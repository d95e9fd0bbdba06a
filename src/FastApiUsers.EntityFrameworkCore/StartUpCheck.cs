using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// Builds the model when the program starts, so that one without the users stops the start and not the first request; then waits for
/// the database server, so that the program serves nobody before it can.
/// </summary>
internal sealed class StartUpCheck<TContext, TUser, TId>(IServiceScopeFactory scopes, IOptions<DatabaseOptions> options) : IHostedService
    where TContext : DbContext
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        UserQueries<TUser, TId>.Of(context);

        if (options.Value.StartTimeout > TimeSpan.Zero)
            await DatabaseStart.WaitAsync(context.Database, options.Value.StartTimeout, $"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.StartTimeout)}", mayBeMissing: false, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
