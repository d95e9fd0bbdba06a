using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// Tokens as FastAPI Users keeps them, the user's id under the token's key, and beside them an index of each user's tokens, so
/// that all of them can be ended. No command touches two keys: on a cluster they may live on two nodes.
/// </summary>
internal sealed class RedisTokens
{
    private readonly RedisConnection _redis;
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private readonly RedisUserIndex _index;

    public RedisTokens(RedisConnection redis, string prefix, TimeProvider time)
    {
        _redis = redis;
        _prefix = prefix;
        _time = time;

        // Not under the prefix of tokens: a client, who chooses the text of a token, must not reach it.
        _index = new RedisUserIndex(redis, $"user_tokens:{prefix}", time);
    }

    public Task<string?> GetUserIdAsync(string token, CancellationToken cancellationToken) =>
        _redis.AskAsync<string?>(async database => await database.StringGetAsync(KeyOf(token), RedisConnection.Read).ConfigureAwait(false), cancellationToken);

    /// <summary>
    /// Stores a token. It is put into the index before, so that none is ever outside, and again after: whoever ended all tokens in
    /// between has taken it out and found nothing to remove.
    /// </summary>
    public async Task StoreAsync(string token, string userId, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        await AddToIndexAsync(token, userId, lifetime, cancellationToken).ConfigureAwait(false);
        await _redis.AskAsync(database => database.StringSetAsync(KeyOf(token), userId, lifetime), cancellationToken).ConfigureAwait(false);
        await AddToIndexAsync(token, userId, lifetime, CancellationToken.None).ConfigureAwait(false);
    }

    public async Task RemoveAsync(string token, string userId, CancellationToken cancellationToken)
    {
        await _redis.AskAsync(database => database.KeyDeleteAsync(KeyOf(token)), cancellationToken).ConfigureAwait(false);
        await _index.RemoveAsync(userId, [token], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends all tokens of a user. What is added to the index meanwhile stays in it.</summary>
    public Task RemoveAllAsync(string userId, CancellationToken cancellationToken) => RemoveAsync(userId, _ => true, cancellationToken);

    /// <summary>Ends the tokens of a session of a user: those whose stored form begins with its id.</summary>
    public Task RemoveSessionAsync(string userId, string sessionId, CancellationToken cancellationToken) =>
        RemoveAsync(userId, token => token.StartsWith(sessionId, StringComparison.Ordinal), cancellationToken);

    private async Task RemoveAsync(string userId, Func<string, bool> isMeant, CancellationToken cancellationToken)
    {
        var tokens = (await _index.ListAsync(userId, cancellationToken).ConfigureAwait(false)).Where(isMeant).ToList();
        if (tokens.Count == 0)
            return;

        await Task.WhenAll(tokens.Select(token => _redis.AskAsync(database => database.KeyDeleteAsync(KeyOf(token)), cancellationToken))).ConfigureAwait(false);
        await _index.RemoveAsync(userId, tokens, cancellationToken).ConfigureAwait(false);
    }

    private Task AddToIndexAsync(string token, string userId, TimeSpan? lifetime, CancellationToken cancellationToken) =>
        _index.AddAsync(userId, token, _time.GetUtcNow() + lifetime, cancellationToken);

    private RedisKey KeyOf(string token) => _prefix + token;
}
