using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Builds the model when the program starts, so that one without the users stops the start and not the first request.</summary>
internal sealed class ModelCheck<TContext, TUser, TId>(IServiceScopeFactory scopes) : IHostedService
    where TContext : DbContext
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        UserQueries<TUser, TId>.Of(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
