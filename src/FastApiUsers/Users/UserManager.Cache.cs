namespace FastApiUsers.Users;

// Where there is a cache of users.
public partial class UserManager<TUser, TId>
{
    /// <summary>
    /// The user whom a token names, or <see langword="null"/>: for strategies. It is <see cref="FindAsync"/>, but where there is a cache
    /// (<c>AddUserCache</c>) the database's part of it may come from memory, as old as <see cref="UserCacheOptions.MaximumStaleness"/>.
    /// </summary>
    /// <param name="id">The id of the user.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<TUser?> FindForTokenAsync(TId id, CancellationToken cancellationToken = default) =>
        services.Cache is { } cache ? cache.FindForTokenAsync(() => FindAsync(id, cancellationToken)) : FindAsync(id, cancellationToken);

    /// <summary>The user as the database has it now, where it came from memory; else as it is. <see langword="null"/>: the user is gone.</summary>
    internal async Task<TUser?> FindCurrentAsync(TUser user, CancellationToken cancellationToken) =>
        services.Cache?.Forget(user) == true ? await FindAsync(user.Id, cancellationToken).ConfigureAwait(false) : user;
}
