using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// Tokens as FastAPI Users keeps them, the user's id under the token's key, and beside them an index of each user's tokens, so
/// that all of them can be ended. No command touches two keys: on a cluster they may live on two nodes.
/// </summary>
internal sealed class RedisTokens(RedisConnection redis, string prefix, TimeProvider time)
{
    private const string IndexPrefix = "user_tokens:";

    // Adds a token to an index, drops those that are over, and lets the index live as long as the token that lives longest.
    private const string AddToIndex = """
        redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
        local expiry = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
        if expiry == 'inf' then
          redis.call('PERSIST', KEYS[1])
        elseif expiry then
          redis.call('PEXPIREAT', KEYS[1], expiry)
        end
        """;

    public Task<string?> GetUserIdAsync(string token, CancellationToken cancellationToken) =>
        redis.AskAsync<string?>(async database => await database.StringGetAsync(KeyOf(token)).ConfigureAwait(false), cancellationToken);

    /// <summary>
    /// Stores a token. It is put into the index before, so that none is ever outside, and again after: whoever ended all tokens in
    /// between has taken it out and found nothing to remove.
    /// </summary>
    public async Task StoreAsync(string token, string userId, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        await AddToIndexAsync(token, userId, lifetime, cancellationToken).ConfigureAwait(false);
        await redis.AskAsync(database => database.StringSetAsync(KeyOf(token), userId, lifetime), cancellationToken).ConfigureAwait(false);
        await AddToIndexAsync(token, userId, lifetime, CancellationToken.None).ConfigureAwait(false);
    }

    private Task<RedisResult> AddToIndexAsync(string token, string userId, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        RedisValue expiry = lifetime is { } span ? (now + span).ToUnixTimeMilliseconds() : "+inf";
        return redis.AskAsync(
            database => database.ScriptEvaluateAsync(AddToIndex, [IndexOf(userId)], [token, expiry, now.ToUnixTimeMilliseconds()]), cancellationToken);
    }

    public async Task RemoveAsync(string token, string userId, CancellationToken cancellationToken)
    {
        await redis.AskAsync(database => database.KeyDeleteAsync(KeyOf(token)), cancellationToken).ConfigureAwait(false);
        await redis.AskAsync(database => database.SortedSetRemoveAsync(IndexOf(userId), token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends all tokens of a user. What is added to the index meanwhile stays in it.</summary>
    public async Task RemoveAllAsync(string userId, CancellationToken cancellationToken)
    {
        var index = IndexOf(userId);
        var tokens = await redis.AskAsync(database => database.SortedSetRangeByRankAsync(index), cancellationToken).ConfigureAwait(false);
        if (tokens.Length == 0)
            return;

        await Task.WhenAll(tokens.Select(token => redis.AskAsync(database => database.KeyDeleteAsync(KeyOf(token!)), cancellationToken))).ConfigureAwait(false);
        await redis.AskAsync(database => database.SortedSetRemoveAsync(index, tokens), cancellationToken).ConfigureAwait(false);
    }

    private RedisKey KeyOf(string token) => prefix + token;

    // Not under the prefix of tokens: a client, who chooses the text of a token, must not reach it.
    private RedisKey IndexOf(string userId) => $"{IndexPrefix}{prefix}{userId}";
}
