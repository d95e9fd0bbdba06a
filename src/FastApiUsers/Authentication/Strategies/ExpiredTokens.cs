using FastApiUsers.Settings;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Authentication;

/// <summary>The expired access tokens of one kind of users.</summary>
internal sealed class ExpiredTokens<TUser, TId>(
    UserKinds kinds, IServiceScopeFactory scopes, IOptionsMonitor<FastApiUsersOptions> users, IOptionsMonitor<DatabaseStrategyOptions> strategies, TimeProvider time)
    : IExpiredEntries
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    public string Name => $"access tokens of {typeof(TUser).Name}";

    public async Task<int> RemoveBatchAsync(TokenCleanupOptions options, CancellationToken cancellationToken)
    {
        var kind = kinds.Of(typeof(TUser));
        if (!(options.Enabled ?? users.Get(kind.Name).Compatibility == Compatibility.Modern) || FindLifetime(kind) is not { } lifetime)
            return 0;

        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredKeyedService<IAccessTokenDatabase<TId>>(typeof(TUser));
        return await database.DeleteIssuedBeforeAsync(time.GetUtcNow() - lifetime, options.BatchSize, cancellationToken).ConfigureAwait(false);
    }

    // The backends of a kind share one table, whose rows do not name theirs: a token is expired when the longest-lived would be.
    // Where one lives for ever, all may.
    private TimeSpan? FindLifetime(UserKind kind)
    {
        var lifetimes = kind.DatabaseBackends.Select(backend => strategies.Get(backend).Lifetime).ToList();
        return lifetimes.Contains(null) ? null : lifetimes.Max();
    }
}
