using FastApiUsers.Sessions;
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
    : IRevocableStrategy<TUser, TId>, ISessionStrategy<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <inheritdoc/>
    public TimeSpan? Lifetime => options.Lifetime;

    /// <inheritdoc/>
    public Task<TUser?> ReadTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken) =>
        FindUserAsync(OpaqueToken.ToStored(token, users.TokenStorage), manager, cancellationToken);

    /// <inheritdoc/>
    public async Task<SessionToken<TUser>?> ReadSessionTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken) =>
        SessionOpaqueToken.TryParse(token, users.TokenStorage, out var sessionId, out var stored)
            && await FindUserAsync(stored, manager, cancellationToken).ConfigureAwait(false) is { } user
            ? new(user, sessionId)
            : null;

    /// <inheritdoc/>
    public async Task<string> WriteTokenAsync(TUser user, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Generate();
        await StoreAsync(OpaqueToken.ToStored(token, users.TokenStorage), user, cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <inheritdoc/>
    public async Task<string> WriteTokenAsync(TUser user, string sessionId, CancellationToken cancellationToken)
    {
        var token = SessionOpaqueToken.Generate(sessionId);
        await StoreAsync(SessionOpaqueToken.ToStored(token, users.TokenStorage), user, cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <inheritdoc/>
    public Task DestroyTokenAsync(string token, TUser user, CancellationToken cancellationToken) =>
        database.DeleteAsync(OpaqueToken.ToStored(token, users.TokenStorage), cancellationToken);

    private async Task<TUser?> FindUserAsync(string storedToken, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manager);

        var notBefore = options.Lifetime is { } lifetime ? time.GetUtcNow() - lifetime : (DateTimeOffset?)null;
        var stored = await database.GetByTokenAsync(storedToken, notBefore, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : await manager.FindForTokenAsync(stored.UserId, cancellationToken).ConfigureAwait(false);
    }

    private Task StoreAsync(string storedToken, TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return database.CreateAsync(storedToken, user.Id, time.GetUtcNow(), cancellationToken);
    }
}
