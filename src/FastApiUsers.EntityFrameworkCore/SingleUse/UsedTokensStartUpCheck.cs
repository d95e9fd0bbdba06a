using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Builds the model when the program starts, so that one without the table of used tokens stops the start and not the first sign-in.</summary>
internal sealed class UsedTokensStartUpCheck<TContext>(IServiceScopeFactory scopes) : IHostedService
    where TContext : DbContext
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetRequiredService<TContext>().Model.FindEntityType(typeof(UsedTokenRow)) is null)
        {
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} has no table of used tokens. Call modelBuilder.UseFastApiUsersUsedTokens() in OnModelCreating.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
