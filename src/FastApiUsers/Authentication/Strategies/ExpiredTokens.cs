using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Authentication;

/// <inheritdoc/>
internal sealed class ExpiredTokens<TUser, TId>(
    UserKinds kinds, IServiceScopeFactory scopes, IOptionsMonitor<FastApiUsersOptions> users, IOptionsMonitor<DatabaseStrategyOptions> strategies, TimeProvider time)
    : IExpiredTokens
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    // Leaves the database to requests in between; SQLite has one writer at a time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string UserType => typeof(TUser).Name;

    public async Task<int> RemoveAsync(TokenCleanupOptions options, CancellationToken cancellationToken)
    {
        var kind = kinds.Of(typeof(TUser));
        if (!(options.Enabled ?? users.Get(kind.Name).Compatibility == Compatibility.Modern) || FindLifetime(kind) is not { } lifetime)
            return 0;

        var bound = time.GetUtcNow() - lifetime;
        var removed = 0;
        while (true)
        {
            var batch = await RemoveBatchAsync(bound, options.BatchSize, cancellationToken).ConfigureAwait(false);
            removed += batch;
            if (batch < options.BatchSize)
                return removed;
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // The backends of a kind share one table, whose rows do not name theirs: a token is expired when the longest-lived would be.
    // Where one lives for ever, all may.
    private TimeSpan? FindLifetime(UserKind kind)
    {
        var lifetimes = kind.DatabaseBackends.Select(backend => strategies.Get(backend).Lifetime).ToList();
        return lifetimes.Contains(null) ? null : lifetimes.Max();
    }

    private async Task<int> RemoveBatchAsync(DateTimeOffset bound, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredKeyedService<IAccessTokenDatabase<TId>>(typeof(TUser));
        return await database.DeleteIssuedBeforeAsync(bound, limit, cancellationToken).ConfigureAwait(false);
    }
}
