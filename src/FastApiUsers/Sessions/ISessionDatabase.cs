namespace FastApiUsers.Sessions;

/// <summary>Where sessions are kept. An adapter implements it for one kind of users, and registers it by the user's type as key.</summary>
/// <typeparam name="TId">The type of the user's id.</typeparam>
public interface ISessionDatabase<TId>
{
    /// <summary>Stores a new session.</summary>
    /// <returns><see langword="false"/> where the user was deleted meanwhile.</returns>
    Task<bool> CreateAsync(UserSession<TId> session, CancellationToken cancellationToken);

    /// <summary>A session, or <see langword="null"/>. One that has ended or expired may still be found: it says so itself.</summary>
    Task<UserSession<TId>?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The sessions of a user that have not been ended, the oldest first. Those that have expired may be among them.</summary>
    Task<IReadOnlyList<UserSession<TId>>> ListAsync(TId userId, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a new refresh token into the place of the one that counts, and notes the session as used; all in one step, so that of
    /// several who ask at once only one wins.
    /// </summary>
    /// <param name="id">The session.</param>
    /// <param name="current">The hash of the token that counts.</param>
    /// <param name="successor">The hash of its successor.</param>
    /// <param name="used">The new <see cref="UserSession{TId}.UsedRefreshTokens"/>.</param>
    /// <param name="time">Now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="false"/>, with nothing changed, where another counts meanwhile or the session has ended.</returns>
    Task<bool> RotateRefreshTokenAsync(string id, string current, string successor, string used, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Ends a session.</summary>
    /// <returns><see langword="false"/> where there is none or it has ended already.</returns>
    Task<bool> EndAsync(string id, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Ends the sessions of a user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="except">One that goes on, or <see langword="null"/>.</param>
    /// <param name="time">Now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The ids of those that were ended by this.</returns>
    Task<IReadOnlyList<string>> EndByUserAsync(TId userId, string? except, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>
    /// The ids of the sessions of this kind of users that were ended at this time or later, which is a minute ago at most. Each program
    /// asks this about once a second, so it is found by an index.
    /// </summary>
    Task<IReadOnlyList<string>> ListEndedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Notes that sessions were used. A later time that is stored already stays; those that have ended or are gone are left alone.</summary>
    Task RecordUseAsync(IReadOnlyCollection<string> ids, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Removes sessions that were ended, that expired, or that were last used, before these times, but no more than so many.</summary>
    /// <returns>How many were removed. Fewer than <paramref name="limit"/>: none is left. A store that forgets by itself says 0.</returns>
    Task<int> DeleteAsync(DateTimeOffset endedBefore, DateTimeOffset expiredBefore, DateTimeOffset usedBefore, int limit, CancellationToken cancellationToken);
}
