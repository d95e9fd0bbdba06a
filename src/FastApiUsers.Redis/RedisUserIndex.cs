using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// What belongs to each user, so that all of it can be ended: a sorted set a user, by the time at which each member is over. No
/// command touches a second key: on a cluster they may live on two nodes.
/// </summary>
internal sealed class RedisUserIndex(RedisConnection redis, string prefix, TimeProvider time)
{
    // Adds a member to an index, drops those that are over, and lets the index live as long as the member that lives longest.
    private const string AddScript = """
        redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        local expiry = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
        if expiry == 'inf' then
          redis.call('PERSIST', KEYS[1])
        elseif expiry then
          redis.call('PEXPIREAT', KEYS[1], expiry)
        end
        """;

    /// <summary>Adds a member that is over at a time, or never.</summary>
    public Task AddAsync(string userId, string member, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        RedisValue expiry = expiresAt is { } end ? end.ToUnixTimeMilliseconds() : "+inf";
        return redis.AskAsync(
            database => database.ScriptEvaluateAsync(AddScript, [KeyOf(userId)], [member, expiry, time.GetUtcNow().ToUnixTimeMilliseconds()], RedisConnection.Script), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var members = await redis.AskAsync(database => database.SortedSetRangeByRankAsync(KeyOf(userId), flags: RedisConnection.Read), cancellationToken).ConfigureAwait(false);
        return [.. members.Select(member => member.ToString())];
    }

    public Task RemoveAsync(string userId, IEnumerable<string> members, CancellationToken cancellationToken) =>
        redis.AskAsync(database => database.SortedSetRemoveAsync(KeyOf(userId), [.. members.Select(member => (RedisValue)member)]), cancellationToken);

    private RedisKey KeyOf(string userId) => prefix + userId;
}
