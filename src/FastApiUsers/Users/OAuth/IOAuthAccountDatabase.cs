namespace FastApiUsers.Users;

/// <summary>
/// Where accounts at providers of OAuth are kept. It works in the transactions of the <see cref="IUserDatabase{TUser, TId}"/> beside
/// it. An application without social login needs none.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the ids.</typeparam>
public interface IOAuthAccountDatabase<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>The user whose account this is, by the exact texts, or <see langword="null"/>.</summary>
    /// <param name="oauthName">The name of the provider.</param>
    /// <param name="accountId">The id of the account at the provider.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<TUser?> GetUserAsync(string oauthName, string accountId, CancellationToken cancellationToken);

    /// <summary>The accounts of a user, in no order.</summary>
    Task<IReadOnlyList<IOAuthAccount<TId>>> ListAsync(TId userId, CancellationToken cancellationToken);

    /// <summary>Stores a new account of a user.</summary>
    /// <exception cref="OAuthAccountAlreadyExistsException">The account is stored, for this user or another: the database's unique index says so, however many asked at once.</exception>
    /// <exception cref="UserNotExistsException">The user was deleted meanwhile.</exception>
    /// <exception cref="ValueNotStorableException">A text is longer than its column, or has a character that the database cannot hold.</exception>
    Task<IOAuthAccount<TId>> AddAsync(TId userId, OAuthAccountData data, CancellationToken cancellationToken);

    /// <summary>Replaces what the provider says of an account.</summary>
    /// <returns><see langword="false"/> where the account is gone.</returns>
    /// <exception cref="OAuthAccountAlreadyExistsException">The new provider and account id are those of another account.</exception>
    /// <exception cref="ValueNotStorableException">A text is longer than its column, or has a character that the database cannot hold.</exception>
    Task<bool> UpdateAsync(IOAuthAccount<TId> account, OAuthAccountData data, CancellationToken cancellationToken);

    /// <summary>Removes an account. One that is gone already is no error.</summary>
    Task RemoveAsync(IOAuthAccount<TId> account, CancellationToken cancellationToken);
}
