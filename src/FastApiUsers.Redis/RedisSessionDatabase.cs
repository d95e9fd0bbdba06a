using FastApiUsers.Sessions;
using StackExchange.Redis;

namespace FastApiUsers.Redis;

/// <summary>
/// Sessions in Redis: a hash under the key of each, an index of each user's sessions, and a list of those that were ended lately. No
/// command or script touches two keys: on a cluster they may live on two nodes.
/// </summary>
internal sealed class RedisSessionDatabase<TId> : ISessionDatabase<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    // How many commands are sent before their answers are waited for: that wait is limited.
    private const int ChunkSize = 500;

    // In one step: a key that a crash left without its time would stay for ever.
    private const string CreateScript = """
        redis.call('HSET', KEYS[1], unpack(ARGV, 2))
        redis.call('PEXPIREAT', KEYS[1], ARGV[1])
        """;

    private const string RotateScript = $"""
        if redis.call('TYPE', KEYS[1]).ok ~= 'hash' or redis.call('HGET', KEYS[1], '{RedisSessionHash.RefreshTokenHash}') ~= ARGV[1] then
          return 0
        end
        redis.call('HSET', KEYS[1], '{RedisSessionHash.RefreshTokenHash}', ARGV[2], '{RedisSessionHash.UsedRefreshTokens}', ARGV[3], '{RedisSessionHash.LastUsedAt}', ARGV[4])
        return 1
        """;

    private const string RecordUseScript = $"""
        local known = redis.call('TYPE', KEYS[1]).ok == 'hash' and tonumber(redis.call('HGET', KEYS[1], '{RedisSessionHash.LastUsedAt}'))
        if known and known < tonumber(ARGV[1]) then
          redis.call('HSET', KEYS[1], '{RedisSessionHash.LastUsedAt}', ARGV[1])
        end
        """;

    private readonly RedisConnection _redis;
    private readonly string _prefix;
    private readonly RedisUserIndex _index;
    private readonly RedisEndedSessions _ended;

    /// <param name="redis">The connection.</param>
    /// <param name="application">What all keys begin with, to tell applications apart that share a database of Redis.</param>
    /// <param name="kind">The name of a further kind of users; empty for the first.</param>
    /// <param name="time">The clock.</param>
    public RedisSessionDatabase(RedisConnection redis, string application, string kind, TimeProvider time)
    {
        var kindPrefix = kind.Length == 0 ? "" : kind + ":";
        _redis = redis;
        _prefix = $"{application}fastapi_users_session:{kindPrefix}";
        _index = new RedisUserIndex(redis, $"{application}user_sessions:{kindPrefix}", time);
        _ended = new RedisEndedSessions(redis, $"{application}ended_sessions:{kindPrefix}");
    }

    /// <summary>
    /// Stores a session. It is put into the index before, so that none is ever outside, and again after: whoever ended all sessions
    /// in between has taken it out and found nothing to remove.
    /// </summary>
    /// <returns>Always <see langword="true"/>: Redis knows no users.</returns>
    public async Task<bool> CreateAsync(UserSession<TId> session, CancellationToken cancellationToken)
    {
        var userId = TextOf(session.UserId);
        await _index.AddAsync(userId, session.Id, session.ExpiresAt, cancellationToken).ConfigureAwait(false);
        await _redis.AskAsync(
            database => database.ScriptEvaluateAsync(
                CreateScript, [KeyOf(session.Id)], [RedisSessionHash.Write(session.ExpiresAt), .. RedisSessionHash.Write(session)], RedisConnection.Script),
            cancellationToken).ConfigureAwait(false);
        await _index.AddAsync(userId, session.Id, session.ExpiresAt, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    public Task<UserSession<TId>?> FindAsync(string id, CancellationToken cancellationToken) =>
        _redis.AskAsync(database => ReadAsync(database, id), cancellationToken);

    public async Task<IReadOnlyList<UserSession<TId>>> ListAsync(TId userId, CancellationToken cancellationToken)
    {
        var ids = await _index.ListAsync(TextOf(userId), cancellationToken).ConfigureAwait(false);
        var sessions = await AskForEachAsync(ids, ReadAsync, cancellationToken).ConfigureAwait(false);
        return [.. sessions.OfType<UserSession<TId>>().OrderBy(session => session.CreatedAt).ThenBy(session => session.Id, StringComparer.Ordinal)];
    }

    public async Task<bool> RotateRefreshTokenAsync(string id, string current, string successor, string used, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var rotated = await _redis.AskAsync(
            database => database.ScriptEvaluateAsync(RotateScript, [KeyOf(id)], [current, successor, used, RedisSessionHash.Write(time)], RedisConnection.Script),
            cancellationToken).ConfigureAwait(false);
        return (long)rotated == 1;
    }

    public async Task<bool> EndAsync(string id, DateTimeOffset time, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } session
        && (await EndAsync(session.UserId, [id], time, cancellationToken).ConfigureAwait(false)).Count == 1;

    public async Task<IReadOnlyList<string>> EndByUserAsync(TId userId, string? except, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var ids = await _index.ListAsync(TextOf(userId), cancellationToken).ConfigureAwait(false);
        return await EndAsync(userId, [.. ids.Where(id => id != except)], time, cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<string>> ListEndedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        _ended.ListSinceAsync(time, cancellationToken);

    public Task RecordUseAsync(IReadOnlyCollection<string> ids, DateTimeOffset time, CancellationToken cancellationToken) =>
        AskForEachAsync(
            ids, (database, id) => database.ScriptEvaluateAsync(RecordUseScript, [KeyOf(id)], [RedisSessionHash.Write(time)], RedisConnection.Script), cancellationToken);

    /// <summary>
    /// Removes nothing: Redis forgets a session when it expires, and an ended one has no key. One that nobody uses stays until it
    /// expires, and is refused by whoever reads it; an id that is left in the index of its user leads to nothing, and is dropped later.
    /// </summary>
    public Task<int> DeleteAsync(
        DateTimeOffset endedBefore, DateTimeOffset expiredBefore, DateTimeOffset usedBefore, int limit, CancellationToken cancellationToken) => Task.FromResult(0);

    // The other programs are told first: of an end that is stored but not told, because this one was stopped in between, they would
    // never learn. One that looks before the key is gone still finds the session, and finds its id again when it asks next. Of
    // several who end a session at once, the one whose command removes the key has done it. The index comes last, so that whoever
    // tries again after a failure finds what is left to do.
    private async Task<IReadOnlyList<string>> EndAsync(TId userId, IReadOnlyCollection<string> ids, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var ended = new List<string>();
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            await _ended.AddAsync(chunk, time, cancellationToken).ConfigureAwait(false);
            var removed = await AskForEachAsync(chunk, (database, id) => database.KeyDeleteAsync(KeyOf(id)), cancellationToken).ConfigureAwait(false);
            await _index.RemoveAsync(TextOf(userId), chunk, cancellationToken).ConfigureAwait(false);
            ended.AddRange(chunk.Where((_, place) => removed[place]));
        }

        return ended;
    }

    private async Task<IReadOnlyList<TAnswer>> AskForEachAsync<TAnswer>(
        IReadOnlyCollection<string> ids, Func<IDatabase, string, Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        var answers = new List<TAnswer>(ids.Count);
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            var answered = await _redis.AskAsync(database => Task.WhenAll(chunk.Select(id => ask(database, id))), cancellationToken).ConfigureAwait(false);
            answers.AddRange(answered);
        }

        return answers;
    }

    private async Task<UserSession<TId>?> ReadAsync(IDatabase database, string id)
    {
        try
        {
            return RedisSessionHash.Read<TId>(id, await database.HashGetAsync(KeyOf(id), RedisSessionHash.Fields, RedisConnection.Read).ConfigureAwait(false));
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            // Another program's value, as is a hash with other fields.
            return null;
        }
    }

    // Escaped, which changes no id that this library makes: a colon would reach the keys of another kind of users.
    private RedisKey KeyOf(string id) => _prefix + Uri.EscapeDataString(id);

    private static string TextOf(TId userId) => Uri.EscapeDataString(RedisSessionHash.Write(userId));
}
