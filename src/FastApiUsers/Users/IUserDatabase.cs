
namespace FastApiUsers.Users;

/// <summary>Where users are kept. An adapter implements it; the application calls <see cref="UserManager{TUser, TId}"/>.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public interface IUserDatabase<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>The user with this id, or <see langword="null"/>.</summary>
    Task<TUser?> GetAsync(TId id, CancellationToken cancellationToken);

    /// <summary>
    /// The user with this e-mail address whatever the case of its (at least ASCII) letters, or <see langword="null"/>. Where a
    /// database of old holds several, the one of exactly this case wins.
    /// </summary>
    Task<TUser?> GetByEmailAsync(string email, CancellationToken cancellationToken);

    /// <summary>Stores a new user and gives it its id.</summary>
    /// <exception cref="UserAlreadyExistsException">The address is taken: the database's unique index says so, however many asked at once.</exception>
    /// <exception cref="ValueNotStorableException">A text is longer than its column, or has a character that the database cannot hold.</exception>
    Task CreateAsync(TUser user, CancellationToken cancellationToken);

    /// <summary>Changes a user and stores what the change touched, nothing else.</summary>
    /// <returns>
    /// <see langword="false"/>, with nothing stored and <paramref name="user"/> as it was, when the stored e-mail address, password hash or
    /// flags are no longer those that <paramref name="user"/> was read with: whoever decided by them has to look again.
    /// </returns>
    /// <exception cref="UserAlreadyExistsException">The new address is taken.</exception>
    /// <exception cref="ValueNotStorableException">A text is longer than its column, or has a character that the database cannot hold.</exception>
    Task<bool> UpdateAsync(TUser user, Action<TUser> change, CancellationToken cancellationToken);

    /// <summary>Removes a user with all that belongs to it. A user that is gone already is no error.</summary>
    Task DeleteAsync(TUser user, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a transaction runs, the application's own among them: what is read in it may be older than what is stored, or not be
    /// committed, and is remembered for nobody else.
    /// </summary>
    bool IsInTransaction => false;

    /// <summary>
    /// Runs work that is stored as a whole or not at all. Within a transaction it joins that one. The work may run again after a
    /// passing fault: where a try is not stored, the users that it changed are first made what they were.
    /// </summary>
    Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>
    /// One stored password hash, whichever, that is not empty and begins with none of these, the case of letters included, or
    /// <see langword="null"/>. It is asked in the background when the program starts, so that time does not tell whose hash is an old
    /// one. A database that does not implement it leaves that to be learned from sign-ins.
    /// </summary>
    Task<string?> FindHashNotStartingWithAsync(IReadOnlyCollection<string> prefixes, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
