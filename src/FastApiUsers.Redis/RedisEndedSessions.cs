using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// What tells the other programs which sessions were ended lately: a sorted set, by the time of the end. They keep sessions in
/// memory for less than the hour that it goes back.
/// </summary>
internal sealed class RedisEndedSessions(RedisConnection redis, string key)
{
    private const string AddScript = """
        for i = 4, #ARGV do
          redis.call('ZADD', KEYS[1], ARGV[1], ARGV[i])
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        """;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public Task AddAsync(IEnumerable<string> ids, DateTimeOffset time, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
        [
            time.ToUnixTimeMilliseconds(), (time - Kept).ToUnixTimeMilliseconds(), (long)Kept.TotalMilliseconds, .. ids.Select(id => (RedisValue)id),
        ];
        return redis.AskAsync(database => database.ScriptEvaluateAsync(AddScript, [key], arguments, RedisConnection.Script), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListSinceAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var ids = await redis.AskAsync(database => database.SortedSetRangeByScoreAsync(key, time.ToUnixTimeMilliseconds(), flags: RedisConnection.Read), cancellationToken).ConfigureAwait(false);
        return [.. ids.Select(id => id.ToString())];
    }
}
