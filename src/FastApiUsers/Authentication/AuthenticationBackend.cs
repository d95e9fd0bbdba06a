using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Authentication;

/// <summary>A way to sign in: a name, how the token travels (<see cref="ITransport"/>) and what it stands for (<see cref="IStrategy{TUser, TId}"/>).</summary>
/// <param name="name">The name; also that of its ASP.NET Core authentication scheme, and of its strategy in the services.</param>
/// <param name="transport">How the token travels.</param>
public sealed class AuthenticationBackend(string name, ITransport transport)
{
    /// <summary>The name; also that of its ASP.NET Core authentication scheme.</summary>
    public string Name { get; } = name;

    /// <summary>How the token travels.</summary>
    public ITransport Transport { get; } = transport;

    /// <summary>The transport where this backend has refresh tokens.</summary>
    internal IRefreshTransport? RefreshTransport { get; set; }

    /// <summary>
    /// Signs a user in, who was checked to be the one they say: makes a token, and a session where this kind of users has them; then
    /// runs the manager's hook.
    /// </summary>
    /// <param name="manager">The manager of the request.</param>
    /// <param name="user">The user as they were checked.</param>
    /// <param name="httpContext">The request.</param>
    /// <param name="method">How the user was checked; a session keeps it.</param>
    /// <returns>
    /// The transport's answer, not yet sent; or <see langword="null"/> where the user is no longer the one who was checked, because they
    /// were deleted or deactivated, or got another password, meanwhile.
    /// </returns>
    public async Task<IResult?> LoginAsync<TUser, TId>(
        UserManager<TUser, TId> manager, TUser user, HttpContext httpContext, string method = "password")
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(httpContext);

        var (response, sessionId) = manager.Sessions is { } sessions
            ? await LoginWithSessionAsync(sessions, manager, user, httpContext, method).ConfigureAwait(false)
            : (await LoginWithoutSessionAsync(manager, user, httpContext).ConfigureAwait(false), null);
        if (response is not null)
            await manager.AfterLoginAsync(user, new UserEventContext(httpContext) { SessionId = sessionId }).ConfigureAwait(false);
        return response;
    }

    /// <summary>Signs a user out: ends the session with all its tokens, or else the token where the strategy can.</summary>
    /// <param name="manager">The manager of the request.</param>
    /// <param name="user">The user.</param>
    /// <param name="token">The token.</param>
    /// <param name="httpContext">The request.</param>
    /// <returns>The transport's answer, not yet sent.</returns>
    public async Task<IResult> LogoutAsync<TUser, TId>(UserManager<TUser, TId> manager, TUser user, string token, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(httpContext);

        var strategy = GetStrategy<TUser, TId>(httpContext);
        if (manager.Sessions is not null)
        {
            var read = await ((ISessionStrategy<TUser, TId>)strategy).ReadSessionTokenAsync(token, manager, httpContext.RequestAborted).ConfigureAwait(false);
            if (read is not null && read.User.Id.Equals(user.Id))
                await manager.RevokeSessionAsync(user, read.SessionId, new UserEventContext(httpContext) { SessionId = read.SessionId }, httpContext.RequestAborted).ConfigureAwait(false);
        }
        else if (strategy is IRevocableStrategy<TUser, TId> revocable)
        {
            await revocable.DestroyTokenAsync(token, user, httpContext.RequestAborted).ConfigureAwait(false);
        }

        return RefreshTransport?.Logout(GetRefreshPath(httpContext)) ?? Transport.Logout();
    }

    /// <summary>Gives a session new tokens for its refresh token, which is used up by it (RFC 6749 section 6, RFC 9700 section 4.14.2).</summary>
    /// <param name="manager">The manager of the request.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <param name="httpContext">The request.</param>
    /// <param name="requiresVerification">Whether only verified users are let in.</param>
    /// <returns>The transport's answer, not yet sent; or <see langword="null"/> where the refresh token is not, or no longer, good.</returns>
    /// <exception cref="InvalidOperationException">This backend has no refresh tokens.</exception>
    public async Task<IResult?> RefreshAsync<TUser, TId>(
        UserManager<TUser, TId> manager, string refreshToken, HttpContext httpContext, bool requiresVerification = false)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(refreshToken);
        ArgumentNullException.ThrowIfNull(httpContext);
        if (RefreshTransport is null || manager.Sessions is not { } sessions)
            throw new InvalidOperationException($"The backend '{Name}' has no refresh tokens. Call strategy.…().WithRefreshTokens().");

        var stop = httpContext.RequestAborted;
        var grace = httpContext.RequestServices.GetRequiredService<IOptionsMonitor<RefreshTokenOptions>>().Get(Name).Grace;
        var (state, session) = await sessions.InspectAsync(refreshToken, Name, grace, stop).ConfigureAwait(false);
        if (state == RefreshTokenState.Void)
            return null;

        var context = new UserEventContext(httpContext) { SessionId = session!.Id };
        if (state == RefreshTokenState.Replayed)
        {
            await manager.EndStolenAsync(session, context).ConfigureAwait(false);
            return null;
        }

        var user = await manager.FindAsync(session.UserId, stop).ConfigureAwait(false);
        if (user is not { IsActive: true } || (requiresVerification && !user.IsVerified))
            return null;

        // The access token first: a refresh token that is used up while its successor never reached anybody would be lost.
        var strategy = GetSessionStrategy<TUser, TId>(httpContext);
        var token = await strategy.WriteTokenAsync(user, session.Id, stop).ConfigureAwait(false);
        if (await sessions.RotateAsync(refreshToken, session, grace, stop).ConfigureAwait(false) is not { } successor)
            return null;

        await manager.AfterRefreshAsync(user, session, context).ConfigureAwait(false);
        return RefreshTransport.Login(Issue(token, successor, strategy, session, httpContext));
    }

    /// <summary>Who a token signs in, or <see langword="null"/>.</summary>
    internal async Task<CurrentUserFeature<TUser>?> ReadAsync<TUser, TId>(UserManager<TUser, TId> manager, string token, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var stop = httpContext.RequestAborted;
        if (manager.Sessions is not { } sessions)
        {
            return await GetStrategy<TUser, TId>(httpContext).ReadTokenAsync(token, manager, stop).ConfigureAwait(false) is { } user
                ? CurrentUserFeature<TUser>.Of<TId>(user, token, Name, null)
                : null;
        }

        var read = await GetSessionStrategy<TUser, TId>(httpContext).ReadSessionTokenAsync(token, manager, stop).ConfigureAwait(false);
        return read is not null
            && await sessions.UseAsync(read.SessionId, stop).ConfigureAwait(false) is { } session
            && session.Backend == Name
            && session.UserId.Equals(read.User.Id)
            ? CurrentUserFeature<TUser>.Of<TId>(read.User, token, Name, session.Id)
            : null;
    }

    private async Task<IResult?> LoginWithoutSessionAsync<TUser, TId>(UserManager<TUser, TId> manager, TUser user, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var strategy = GetStrategy<TUser, TId>(httpContext);
        string token;
        try
        {
            token = await strategy.WriteTokenAsync(user, httpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (UserNotExistsException)
        {
            return null;
        }

        if (strategy is IRevocableStrategy<TUser, TId> revocable && await HasChangedAsync(manager, user, httpContext).ConfigureAwait(false))
        {
            await revocable.DestroyTokenAsync(token, user, CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        return Transport.Login(token);
    }

    private async Task<(IResult? Response, string? SessionId)> LoginWithSessionAsync<TUser, TId>(
        UserSessions<TUser, TId> sessions, UserManager<TUser, TId> manager, TUser user, HttpContext httpContext, string method)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var stop = httpContext.RequestAborted;
        var strategy = GetSessionStrategy<TUser, TId>(httpContext);
        var opened = await sessions
            .OpenAsync(user.Id, Name, strategy.Lifetime, RefreshTransport is not null, method, SessionClient.Of(httpContext), stop)
            .ConfigureAwait(false);
        if (opened is null)
            return default;

        var session = opened.Session;
        var context = new UserEventContext(httpContext) { SessionId = session.Id };
        string token;
        try
        {
            token = await strategy.WriteTokenAsync(user, session.Id, stop).ConfigureAwait(false);
        }
        catch (UserNotExistsException)
        {
            return default;
        }

        if (await HasChangedAsync(manager, user, httpContext).ConfigureAwait(false))
        {
            await manager.RevokeSessionAsync(user, session.Id, context, CancellationToken.None).ConfigureAwait(false);
            return default;
        }

        await manager.LimitSessionsAsync(user, context, stop).ConfigureAwait(false);
        var response = RefreshTransport is not null
            ? RefreshTransport.Login(Issue(token, opened.RefreshToken!, strategy, session, httpContext))
            : Transport.Login(token);
        return (response, session.Id);
    }

    // A change of the password, or a deactivation, ends the sessions and tokens that it finds, and looks once more after its commit.
    // One that is stored after that is ended here, since the change is seen by then.
    private static async Task<bool> HasChangedAsync<TUser, TId>(UserManager<TUser, TId> manager, TUser user, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var current = await manager.FindAsync(user.Id, httpContext.RequestAborted).ConfigureAwait(false);
        return current is not { IsActive: true } || current.HashedPassword != user.HashedPassword;
    }

    private IssuedTokens Issue<TUser, TId>(
        string token, string refreshToken, ISessionStrategy<TUser, TId> strategy, UserSession<TId> session, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var left = session.ExpiresAt - httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new(token, strategy.Lifetime is { } lifetime && lifetime < left ? lifetime : left, refreshToken, left, GetRefreshPath(httpContext));
    }

    // Where the refresh token travels in a cookie, that is limited to this path.
    private string GetRefreshPath(HttpContext httpContext) => RefreshTransport!.TakesRefreshTokenFromBody ? "" :
        httpContext.RequestServices.GetRequiredService<LinkGenerator>().GetPathByAddress(httpContext, new RefreshRoute(Name), [], httpContext.Request.RouteValues)
        ?? throw new InvalidOperationException($"The backend '{Name}' has refresh tokens and no route for them. Call MapAuthRoutes(\"{Name}\").");

    private IStrategy<TUser, TId> GetStrategy<TUser, TId>(HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> =>
        httpContext.RequestServices.GetRequiredKeyedService<IStrategy<TUser, TId>>(Name);

    private ISessionStrategy<TUser, TId> GetSessionStrategy<TUser, TId>(HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> =>
        GetStrategy<TUser, TId>(httpContext) as ISessionStrategy<TUser, TId>
        ?? throw new InvalidOperationException($"The strategy of the backend '{Name}' does not implement ISessionStrategy, which sessions need.");
}
