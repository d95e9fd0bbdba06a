namespace FastApiUsers.Users;

/// <summary>
/// Ends tokens of a user in one store. The manager calls each that is registered, within its transaction; where there are sessions,
/// after these are ended for good, so that a store which does not answer keeps none alive.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
public interface IUserTokenRevoker<in TUser>
{
    /// <summary>Ends all of them.</summary>
    Task RevokeAllAsync(TUser user, CancellationToken cancellationToken);

    /// <summary>Ends those of one session. A store whose tokens carry no session has none.</summary>
    Task RevokeSessionAsync(TUser user, string sessionId, CancellationToken cancellationToken) => Task.CompletedTask;
}
