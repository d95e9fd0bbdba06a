using FastApiUsers.Authentication;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.Hosting;

/// <summary>Makes the clients of providers when the program starts, and looks whether their accounts can be kept.</summary>
internal sealed class OAuthStartUpCheck(UserKinds kinds, IServiceProvider services, IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var kind in kinds.All.Where(kind => kind.OAuthClients.Count > 0))
        {
            services.GetRequiredKeyedService<OAuthClients>(kind.UserType);
            scope.ServiceProvider.GetRequiredService(typeof(IOAuthAccountDatabase<,>).MakeGenericType(kind.UserType, kind.IdType));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
