using FastApiUsers.Sessions;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;
using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>
/// A signed token that names its user and needs no table. It dies with its session, whose id it carries; where there are no sessions
/// with the password, by a fingerprint that it carries.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public sealed class JwtStrategy<TUser, TId> : ISessionStrategy<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private readonly JwtStrategyOptions _jwt;
    private readonly FastApiUsersOptions _users;
    private readonly TimeProvider _time;
    private readonly JwtKey _key;
    private readonly string[] _audiences;
    private readonly byte[] _fingerprintKey;

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="ArgumentException">The key does not fit the algorithm.</exception>
    public JwtStrategy(JwtStrategyOptions jwt, FastApiUsersOptions users, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(jwt);
        ArgumentNullException.ThrowIfNull(users);

        _jwt = jwt;
        _users = users;
        _time = time;
        _key = JwtKey.Create(jwt.Secret ?? users.RequiredSecret, jwt.Algorithm, jwt.PublicKey);
        _audiences = jwt.Audiences.Count > 0 ? [.. jwt.Audiences] : [users.AccessTokenAudience];
        _fingerprintKey = (users.Secret ?? jwt.Secret!).RevealBytes();
    }

    /// <inheritdoc/>
    public TimeSpan? Lifetime => _jwt.Lifetime;

    /// <inheritdoc/>
    public async Task<TUser?> ReadTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manager);

        // A token of a session has no fingerprint: where sessions were turned off, nothing could end it.
        if (Read(token) is not { SessionId: null } claims || await FindUserAsync(claims, manager, cancellationToken).ConfigureAwait(false) is not { } user)
            return null;
        if (IsOfThisPassword(claims, user))
            return user;

        // The password may have been changed on another node, and the token be newer than what this one remembers.
        return await manager.FindCurrentAsync(user, cancellationToken).ConfigureAwait(false) is { } current && IsOfThisPassword(claims, current) ? current : null;
    }

    /// <inheritdoc/>
    public async Task<SessionToken<TUser>?> ReadSessionTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manager);

        return Read(token) is { SessionId: { } sessionId } claims && SessionId.IsId(sessionId)
            && await FindUserAsync(claims, manager, cancellationToken).ConfigureAwait(false) is { } user
            ? new(user, sessionId)
            : null;
    }

    /// <inheritdoc/>
    public Task<string> WriteTokenAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);

        List<KeyValuePair<string, object>> claims = [new("sub", user.Id.ToString()!), new("aud", _audiences)];
        if (_users.EndTokensOnPasswordChange)
            claims.Add(new(PasswordFingerprint.Claim, PasswordFingerprint.Compute(_fingerprintKey, user.HashedPassword)));
        return Task.FromResult(Jwt.Generate(claims, _key, _jwt.Lifetime, _time));
    }

    /// <inheritdoc/>
    public Task<string> WriteTokenAsync(TUser user, string sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);

        return Task.FromResult(Jwt.Generate([new("sub", user.Id.ToString()!), new("aud", _audiences), new(JwtAccessClaims.SessionClaim, sessionId)], _key, _jwt.Lifetime, _time));
    }

    private JwtAccessClaims? Read(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var error = Jwt.Read(token, _key, _audiences, _users.StrictBase64Url, _time, JwtAccessClaims.Of, out var claims);
        return error != JwtError.None || (_users.RequireExpiration && _jwt.Lifetime is not null && !claims.Expires) ? null : claims;
    }

    private static Task<TUser?> FindUserAsync(JwtAccessClaims claims, UserManager<TUser, TId> manager, CancellationToken cancellationToken) =>
        UserIdParser.TryParse<TId>(claims.Subject, out var id) ? manager.FindForTokenAsync(id, cancellationToken) : Task.FromResult<TUser?>(null);

    private bool IsOfThisPassword(JwtAccessClaims claims, TUser user)
    {
        if (!_users.EndTokensOnPasswordChange)
            return true;
        if (!claims.HasFingerprint)
            return _users.AcceptTokensWithoutFingerprint;

        return claims.Fingerprint is { } fingerprint && PasswordFingerprint.Matches(fingerprint, _fingerprintKey, user.HashedPassword);
    }
}
