using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>Ends the tokens of a user in the table of access tokens, which all database backends share.</summary>
internal sealed class AccessTokenRevoker<TUser, TId>(IAccessTokenDatabase<TId> database) : IUserTokenRevoker<TUser>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public Task RevokeAllAsync(TUser user, CancellationToken cancellationToken) => database.DeleteByUserAsync(user.Id, cancellationToken);

    public Task RevokeSessionAsync(TUser user, string sessionId, CancellationToken cancellationToken) =>
        database.DeleteBySessionAsync(user.Id, sessionId, cancellationToken);
}
