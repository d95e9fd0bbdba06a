using System.Buffers;
using FastApiUsers.Authentication;
using FastApiUsers.Tokens;
using FastApiUsers.Users;

namespace FastApiUsers.Redis;

/// <summary>An opaque token in Redis, hashed unless it is shared with FastAPI Users.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public sealed class RedisStrategy<TUser, TId> : IRevocableStrategy<TUser, TId>, IUserTokenRevoker<TUser>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly RedisTokens _tokens;
    private readonly TimeSpan? _lifetime;
    private readonly TokenStorage _storage;

    internal RedisStrategy(RedisTokens tokens, TimeSpan? lifetime, TokenStorage storage)
    {
        _tokens = tokens;
        _lifetime = lifetime;
        _storage = storage;
    }

    /// <inheritdoc/>
    public async Task<TUser?> ReadTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(manager);

        // A colon would reach the tokens of another kind of users, whose prefix may begin with this one's.
        if (token.AsSpan().ContainsAnyExcept(TokenCharacters))
            return null;

        var stored = await _tokens.GetUserIdAsync(OpaqueToken.ToStored(token, _storage), cancellationToken).ConfigureAwait(false);
        if (stored is null)
            return null;

        try
        {
            return await manager.FindAsync(manager.ParseId(stored), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidIdException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<string> WriteTokenAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);

        var token = OpaqueToken.Generate();
        await _tokens.StoreAsync(OpaqueToken.ToStored(token, _storage), user.Id.ToString()!, _lifetime, cancellationToken).ConfigureAwait(false);
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
}
