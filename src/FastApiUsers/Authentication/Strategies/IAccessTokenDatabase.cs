using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>Where opaque tokens are kept.</summary>
/// <typeparam name="TId">The type of the user's id.</typeparam>
public interface IAccessTokenDatabase<TId>
{
    /// <summary>The stored token, or <see langword="null"/>.</summary>
    /// <param name="token">The token as it is stored.</param>
    /// <param name="notBefore">Tokens issued earlier are not found.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<IAccessToken<TId>?> GetByTokenAsync(string token, DateTimeOffset? notBefore, CancellationToken cancellationToken);

    /// <summary>Stores a token.</summary>
    /// <exception cref="UserNotExistsException">The user was deleted meanwhile.</exception>
    Task CreateAsync(string token, TId userId, DateTimeOffset createdAt, CancellationToken cancellationToken);

    /// <summary>Removes a token. One that is gone already is no error.</summary>
    Task DeleteAsync(string token, CancellationToken cancellationToken);

    /// <summary>Removes all tokens of a user.</summary>
    Task DeleteByUserAsync(TId userId, CancellationToken cancellationToken);

    /// <summary>Removes the tokens of a session: those of the user whose stored form begins with the session's id.</summary>
    Task DeleteBySessionAsync(TId userId, string sessionId, CancellationToken cancellationToken);

    /// <summary>Removes tokens that were issued before a time, the oldest first, but no more than so many.</summary>
    /// <param name="time">A token issued at this very time stays.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many were removed. Fewer than <paramref name="limit"/>: none is left, or another node is removing the rest.</returns>
    Task<int> DeleteIssuedBeforeAsync(DateTimeOffset time, int limit, CancellationToken cancellationToken);
}
