using FastApiUsers.Authentication;
using FastApiUsers.Tokens;
using FastApiUsers.Users;
using Microsoft.Extensions.Caching.Memory;

namespace Snippets;

public sealed class MemorySessionStrategy(IMemoryCache cache) : ISessionStrategy<AppUser, Guid>
{
    public TimeSpan? Lifetime => TimeSpan.FromMinutes(10);

    public async Task<SessionToken<AppUser>?> ReadSessionTokenAsync(string token, UserManager<AppUser, Guid> manager, CancellationToken cancellationToken) =>
        cache.TryGetValue(token, out (Guid UserId, string SessionId) stored) && await manager.FindAsync(stored.UserId, cancellationToken) is { } user
            ? new(user, stored.SessionId)
            : null;

    public Task<string> WriteTokenAsync(AppUser user, string sessionId, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Generate();
        cache.Set(token, (user.Id, sessionId), Lifetime!.Value);
        return Task.FromResult(token);
    }

    public Task<AppUser?> ReadTokenAsync(string token, UserManager<AppUser, Guid> manager, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This strategy is for users with sessions.");

    public Task<string> WriteTokenAsync(AppUser user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This strategy is for users with sessions.");
}
