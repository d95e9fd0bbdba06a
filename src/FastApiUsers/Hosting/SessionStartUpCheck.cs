using FastApiUsers.Authentication;
using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.Hosting;

/// <summary>Looks when the program starts whether sessions have a store, and whether every backend can carry them.</summary>
internal sealed class SessionStartUpCheck<TUser, TId>(UserKinds kinds, IServiceScopeFactory scopes) : IHostedService
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<UserSessions<TUser, TId>>();
        foreach (var backend in kinds.Of(typeof(TUser)).Backends)
        {
            if (scope.ServiceProvider.GetRequiredKeyedService<IStrategy<TUser, TId>>(backend.Name) is not ISessionStrategy<TUser, TId>)
                throw new InvalidOperationException($"The strategy of the backend '{backend.Name}' does not implement ISessionStrategy<{typeof(TUser).Name}, {typeof(TId).Name}>, which sessions need.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
