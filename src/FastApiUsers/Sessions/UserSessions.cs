using FastApiUsers.Tokens;

namespace FastApiUsers.Sessions;

/// <summary>The sessions of one kind of users in one request: the store, and what this node remembers of it.</summary>
internal sealed class UserSessions<TUser, TId>(
    ISessionDatabase<TId> database, SessionCache<TUser, TId> cache, Func<Secret> secret, TimeProvider time)
    where TUser : class
    where TId : IParsable<TId>, IEquatable<TId>
{
    private RefreshToken? _refreshToken;

    public UserSessionOptions Options => cache.Options;

    // Most requests need none.
    private RefreshToken RefreshTokens => _refreshToken ??= new(secret());

    /// <summary>A new session, which is not stored yet, with its refresh token.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="backend">The backend that its tokens are for.</param>
    /// <param name="tokenLifetime">How long a token lives; without refresh tokens the session lives no longer.</param>
    /// <param name="isRefreshable">Whether it has refresh tokens.</param>
    /// <param name="method">How the user proved who they are.</param>
    /// <param name="client">Who it is for.</param>
    public (UserSession<TId> Session, string? RefreshToken) Prepare(
        TId userId, string backend, TimeSpan? tokenLifetime, bool isRefreshable, string method, SessionClient client)
    {
        var now = time.GetUtcNow();
        var id = SessionId.Generate();
        var refreshToken = isRefreshable ? RefreshTokens.Issue(id) : null;
        var session = new UserSession<TId>
        {
            Id = id,
            UserId = userId,
            Backend = backend,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + (!isRefreshable && tokenLifetime < Options.Lifetime ? tokenLifetime.Value : Options.Lifetime),
            AuthenticationMethod = method,
            AuthenticatedAt = now,
            UserAgent = client.UserAgent,
            IpAddress = Options.StoreIpAddress ? client.IpAddress : null,
            RefreshTokenHash = refreshToken is null ? null : RefreshToken.Hash(refreshToken),
        };
        return (session, refreshToken);
    }

    /// <summary>Stores a new session.</summary>
    /// <returns><see langword="false"/> where the user was deleted meanwhile.</returns>
    public Task<bool> OpenAsync(UserSession<TId> session, CancellationToken cancellationToken) => database.CreateAsync(session, cancellationToken);

    /// <summary>A session that goes on, which is used now; or <see langword="null"/>.</summary>
    public ValueTask<UserSession<TId>?> UseAsync(string id, CancellationToken cancellationToken) => cache.UseAsync(id, database, cancellationToken);

    /// <summary>The sessions of a user that go on, the oldest first.</summary>
    public async Task<IReadOnlyList<UserSession<TId>>> ListAsync(TId userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stored = await database.ListAsync(userId, cancellationToken).ConfigureAwait(false);
        return [.. stored.Where(session => cache.IsAlive(session, session.LastUsedAt, now)).OrderBy(session => session.CreatedAt).ThenBy(session => session.Id, StringComparer.Ordinal)];
    }

    /// <summary>Ends a session of a user.</summary>
    /// <returns>Whether there was one that went on.</returns>
    public async Task<bool> EndAsync(TId userId, string id, CancellationToken cancellationToken) => SessionId.IsId(id)
        && await database.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } session
        && session.UserId.Equals(userId)
        && cache.IsAlive(session, session.LastUsedAt, time.GetUtcNow())
        && await database.EndAsync(id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);

    /// <summary>Ends all sessions of a user but one.</summary>
    /// <returns>Which.</returns>
    public Task<IReadOnlyList<string>> EndAllAsync(TId userId, string? except, CancellationToken cancellationToken) =>
        database.EndByUserAsync(userId, except, time.GetUtcNow(), cancellationToken);

    /// <summary>Refuses them on this node from now on. Called after their end is stored for good.</summary>
    public void Forget(IReadOnlyCollection<string> ids) => cache.Forget(ids);

    /// <summary>Looks at a refresh token, which changes nothing.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="backend">The backend that it came to.</param>
    /// <param name="grace">How long a used one may be used again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(RefreshTokenState State, UserSession<TId>? Session)> InspectAsync(
        string token, string backend, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (!RefreshTokens.IsIssued(token))
            return default;

        // Never from memory: another node may have rotated it.
        var now = time.GetUtcNow();
        var session = await database.FindAsync(RefreshToken.SessionIdOf(token), cancellationToken).ConfigureAwait(false);
        if (session is null || session.Backend != backend || !cache.IsAlive(session, session.LastUsedAt, now))
            return default;

        var hash = RefreshToken.Hash(token);
        if (session.RefreshTokenHash == hash)
            return (RefreshTokenState.Current, session);
        return UsedRefreshTokens.Parse(session.UsedRefreshTokens).WasJustUsed(hash, now, grace)
            ? (RefreshTokenState.JustUsed, session)
            : (RefreshTokenState.Replayed, session);
    }

    /// <summary>The successor of a refresh token that counts, which counts from now on; or, of one that was just used, the one that counts.</summary>
    /// <returns><see langword="null"/> where neither holds any more.</returns>
    public async Task<string?> RotateAsync(string token, RefreshTokenState state, UserSession<TId> session, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (state == RefreshTokenState.JustUsed)
            return FindCurrent(token, session);

        var next = RefreshTokens.Next(token);
        var (current, now) = (RefreshToken.Hash(token), time.GetUtcNow());
        var used = UsedRefreshTokens.Parse(session.UsedRefreshTokens).Add(current, now, grace);
        if (await database.RotateRefreshTokenAsync(session.Id, current, RefreshToken.Hash(next), used, now, cancellationToken).ConfigureAwait(false))
            return next;

        // Another request was first.
        var (stateNow, sessionNow) = await InspectAsync(token, session.Backend, grace, cancellationToken).ConfigureAwait(false);
        return stateNow == RefreshTokenState.JustUsed ? FindCurrent(token, sessionNow!) : null;
    }

    // Each is made of the one before, so the one that counts is found by going on from any.
    private string? FindCurrent(string token, UserSession<TId> session)
    {
        for (var step = 0; step < UsedRefreshTokens.Maximum; step++)
        {
            token = RefreshTokens.Next(token);
            if (RefreshToken.Hash(token) == session.RefreshTokenHash)
                return token;
        }

        return null;
    }
}
