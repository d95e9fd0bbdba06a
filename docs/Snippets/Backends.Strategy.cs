using FastApiUsers.Authentication;
using FastApiUsers.Tokens;
using FastApiUsers.Users;
using Microsoft.Extensions.Caching.Memory;

namespace Snippets;

public sealed class MemoryStrategy(IMemoryCache cache) : IRevocableStrategy<AppUser, Guid>
{
    public async Task<AppUser?> ReadTokenAsync(string token, UserManager<AppUser, Guid> manager, CancellationToken cancellationToken) =>
        cache.TryGetValue(token, out Guid id) ? await manager.FindAsync(id, cancellationToken) : null;

    public Task<string> WriteTokenAsync(AppUser user, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Generate();
        cache.Set(token, user.Id, TimeSpan.FromHours(1));
        return Task.FromResult(token);
    }

    public Task DestroyTokenAsync(string token, AppUser user, CancellationToken cancellationToken)
    {
        cache.Remove(token);
        return Task.CompletedTask;
    }
}
