using FastApiUsers.Authentication;
using FastApiUsers.Sessions;
using FastApiUsers.Tokens;
using FastApiUsers.Users;

namespace FastApiUsers.Redis;

/// <summary>An opaque token in Redis, hashed unless it is shared with FastAPI Users.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public sealed class RedisStrategy<TUser, TId> : IRevocableStrategy<TUser, TId>, ISessionStrategy<TUser, TId>, IUserTokenRevoker<TUser>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private readonly RedisTokens _tokens;
    private readonly TokenStorage _storage;

    internal RedisStrategy(RedisTokens tokens, TimeSpan? lifetime, TokenStorage storage)
    {
        _tokens = tokens;
        Lifetime = lifetime;
        _storage = storage;
    }

    /// <inheritdoc/>
    public TimeSpan? Lifetime { get; }

    /// <inheritdoc/>
    public async Task<TUser?> ReadTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);

        // A colon would reach the tokens of another kind of users, whose prefix may begin with this one's.
        return OpaqueToken.IsOfAlphabet(token)
            ? await FindUserAsync(OpaqueToken.ToStored(token, _storage), manager, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async Task<SessionToken<TUser>?> ReadSessionTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken) =>
        SessionOpaqueToken.TryParse(token, _storage, out var sessionId, out var stored)
            && await FindUserAsync(stored, manager, cancellationToken).ConfigureAwait(false) is { } user
            ? new(user, sessionId)
            : null;

    /// <inheritdoc/>
    public async Task<string> WriteTokenAsync(TUser user, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Generate();
        await StoreAsync(OpaqueToken.ToStored(token, _storage), user, cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <inheritdoc/>
    public async Task<string> WriteTokenAsync(TUser user, string sessionId, CancellationToken cancellationToken)
    {
        var token = SessionOpaqueToken.Generate(sessionId);
        await StoreAsync(SessionOpaqueToken.ToStored(token, _storage), user, cancellationToken).ConfigureAwait(false);
        return token;
    }

    /// <inheritdoc/>
    public Task DestroyTokenAsync(string token, TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _tokens.RemoveAsync(OpaqueToken.ToStored(token, _storage), user.Id.ToString()!, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RevokeAllAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _tokens.RemoveAllAsync(user.Id.ToString()!, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RevokeSessionAsync(TUser user, string sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _tokens.RemoveSessionAsync(user.Id.ToString()!, sessionId, cancellationToken);
    }

    private async Task<TUser?> FindUserAsync(string storedToken, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manager);

        if (await _tokens.GetUserIdAsync(storedToken, cancellationToken).ConfigureAwait(false) is not { } id)
            return null;

        try
        {
            return await manager.FindForTokenAsync(manager.ParseId(id), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidIdException)
        {
            return null;
        }
    }

    private Task StoreAsync(string storedToken, TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _tokens.StoreAsync(storedToken, user.Id.ToString()!, Lifetime, cancellationToken);
    }
}
