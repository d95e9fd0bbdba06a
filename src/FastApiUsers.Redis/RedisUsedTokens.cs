using FastApiUsers.Authentication;
using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>Marks of used tokens in Redis: a key each, which it makes only where there is none, and forgets in time.</summary>
internal sealed class RedisUsedTokens(RedisConnection redis, string prefix) : IUsedTokens
{
    private const string Mark = "1";

    public async Task<bool> TryUseAsync(string id, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (lifetime <= TimeSpan.Zero)
            return false;

        // The client cuts off what is finer, and Redis refuses a time of nothing.
        var expiry = TimeSpan.FromMilliseconds(Math.Ceiling(lifetime.TotalMilliseconds));
        return await redis.AskAsync(database => database.StringSetAsync(prefix + id, Mark, expiry, When.NotExists), cancellationToken).ConfigureAwait(false);
    }
}
