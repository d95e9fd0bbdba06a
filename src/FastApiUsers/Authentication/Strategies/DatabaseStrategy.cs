using FastApiUsers.Settings;
using FastApiUsers.Tokens;
using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>An opaque token in a table, hashed unless it is shared with FastAPI Users.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
/// <param name="database">Where tokens are kept.</param>
/// <param name="options">The settings of this backend.</param>
/// <param name="users">The settings of this kind of users.</param>
/// <param name="time">The clock.</param>
public sealed class DatabaseStrategy<TUser, TId>(
    IAccessTokenDatabase<TId> database, DatabaseStrategyOptions options, FastApiUsersOptions users, TimeProvider time)
    : IRevocableStrategy<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <inheritdoc/>
    public async Task<TUser?> ReadTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manager);

        var notBefore = options.Lifetime is { } lifetime ? time.GetUtcNow() - lifetime : (DateTimeOffset?)null;
        var stored = await database.GetByTokenAsync(OpaqueToken.ToStored(token, users.TokenStorage), notBefore, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : await manager.FindAsync(stored.UserId, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<string> WriteTokenAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);

        var token = OpaqueToken.Generate();
        await database.CreateAsync(OpaqueToken.ToStored(token, users.TokenStorage), user.Id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <inheritdoc/>
    public Task DestroyTokenAsync(string token, TUser user, CancellationToken cancellationToken) =>
        database.DeleteAsync(OpaqueToken.ToStored(token, users.TokenStorage), cancellationToken);
}
