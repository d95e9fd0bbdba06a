using FastApiUsers.Authentication;
using FastApiUsers.Sessions;

namespace FastApiUsers.Hosting;

/// <summary>The sessions of one kind of users that have expired or were ended. The original has none, so no other program minds.</summary>
internal sealed class ExpiredSessions<TUser, TId>(SessionCache<TUser, TId> cache) : IExpiredEntries
    where TUser : class
{
    public string Name => $"sessions of {typeof(TUser).Name}";

    public async Task<int> RemoveBatchAsync(TokenCleanupOptions options, CancellationToken cancellationToken) =>
        options.Enabled == false ? 0 : await cache.RemoveOldAsync(options.BatchSize, cancellationToken).ConfigureAwait(false);
}
