using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>
/// A strategy whose tokens name a session, as the kinds of users with sessions need it. Whether the session goes on is not for the
/// strategy to judge: <see cref="AuthenticationBackend"/> does.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public interface ISessionStrategy<TUser, TId> : IStrategy<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>How long a token lives; <see langword="null"/> is for ever, which the session ends.</summary>
    TimeSpan? Lifetime { get; }

    /// <summary>The user and the session of a token, or <see langword="null"/> where the token is not, or no longer, good or names no session.</summary>
    Task<SessionToken<TUser>?> ReadSessionTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken);

    /// <summary>A new token for a session of a user.</summary>
    Task<string> WriteTokenAsync(TUser user, string sessionId, CancellationToken cancellationToken);
}
