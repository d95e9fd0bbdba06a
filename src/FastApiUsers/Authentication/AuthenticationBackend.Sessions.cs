using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Authentication;

// Where the users have sessions.
public sealed partial class AuthenticationBackend
{
    /// <summary>The transport where this backend has refresh tokens.</summary>
    internal IRefreshTransport? RefreshTransport { get; set; }

    private IRefreshTransport RequiredRefreshTransport => RefreshTransport
        ?? throw new InvalidOperationException($"The backend '{Name}' has no refresh tokens. Call strategy.…().WithRefreshTokens().");

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

        var (transport, sessions, stop) = (RequiredRefreshTransport, manager.RequiredSessions, httpContext.RequestAborted);
        var grace = GetGrace(httpContext);
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
        if (await TryWriteTokenAsync(strategy, user, session.Id, stop).ConfigureAwait(false) is not { } token
            || await sessions.RotateAsync(refreshToken, state, session, grace, CancellationToken.None).ConfigureAwait(false) is not { } successor)
        {
            return null;
        }

        await manager.AfterRefreshAsync(user, session, context).ConfigureAwait(false);
        return transport.Login(Issue(token, successor, strategy, session, GetRefreshPath(httpContext), httpContext));
    }

    /// <summary>
    /// Signs out by the refresh token (RFC 7009), for whoever comes back after the access token has expired. A token that is not good
    /// is no error.
    /// </summary>
    /// <param name="manager">The manager of the request.</param>
    /// <param name="refreshToken">The refresh token; <see langword="null"/> where the request has none.</param>
    /// <param name="httpContext">The request.</param>
    /// <returns>The transport's answer, not yet sent.</returns>
    /// <exception cref="InvalidOperationException">This backend has no refresh tokens.</exception>
    public async Task<IResult> RevokeAsync<TUser, TId>(UserManager<TUser, TId> manager, string? refreshToken, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(httpContext);

        var (transport, sessions, stop) = (RequiredRefreshTransport, manager.RequiredSessions, httpContext.RequestAborted);
        if (refreshToken is not null
            && await sessions.InspectAsync(refreshToken, Name, GetGrace(httpContext), stop).ConfigureAwait(false) is (var state, { } session))
        {
            if (state == RefreshTokenState.Replayed)
                await manager.EndStolenAsync(session, new UserEventContext(httpContext) { SessionId = session.Id }).ConfigureAwait(false);
            else if (await manager.FindAsync(session.UserId, stop).ConfigureAwait(false) is { } user)
                await EndAsync(manager, user, session.Id, new UserEventContext(httpContext) { SessionId = session.Id }).ConfigureAwait(false);
        }

        return transport.Logout(GetRefreshPath(httpContext));
    }

    private async Task<CurrentUserFeature<TUser>?> ReadWithSessionAsync<TUser, TId>(
        UserSessions<TUser, TId> sessions, UserManager<TUser, TId> manager, string token, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var stop = httpContext.RequestAborted;
        return await GetSessionStrategy<TUser, TId>(httpContext).ReadSessionTokenAsync(token, manager, stop).ConfigureAwait(false) is { } read
            && await sessions.UseAsync(read.SessionId, stop).ConfigureAwait(false) is { } session
            && session.Backend == Name
            && session.UserId.Equals(read.User.Id)
            ? CurrentUserFeature<TUser>.Of<TId>(read.User, token, Name, session.Id)
            : null;
    }

    private async Task<(IResult? Response, string? SessionId)> LoginWithSessionAsync<TUser, TId>(
        UserSessions<TUser, TId> sessions, UserManager<TUser, TId> manager, TUser user, HttpContext httpContext, string method)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        // The token first: one without a session is worthless, while a session without a token would stand in the user's list. Once the
        // session is stored nothing stops the rest.
        var refreshPath = GetRefreshPath(httpContext);
        var strategy = GetSessionStrategy<TUser, TId>(httpContext);
        var (session, refreshToken) = sessions.Prepare(user.Id, Name, strategy.Lifetime, RefreshTransport is not null, method, SessionClient.Of(httpContext));
        if (await TryWriteTokenAsync(strategy, user, session.Id, httpContext.RequestAborted).ConfigureAwait(false) is not { } token
            || !await sessions.OpenAsync(session, CancellationToken.None).ConfigureAwait(false))
        {
            return default;
        }

        var context = new UserEventContext(httpContext) { SessionId = session.Id };
        if (await HasChangedAsync(manager, user, CancellationToken.None).ConfigureAwait(false))
        {
            await manager.RevokeSessionAsync(user, session.Id, context, CancellationToken.None).ConfigureAwait(false);
            return default;
        }

        if (Transport.ReadToken(httpContext.Request) is { } before
            && await FindSessionOfAsync(manager, before, httpContext).ConfigureAwait(false) is { SessionId: { } replaced } found)
        {
            await EndAsync(manager, found.User, replaced, context).ConfigureAwait(false);
        }

        await manager.LimitSessionsAsync(user, context, CancellationToken.None).ConfigureAwait(false);
        var response = RefreshTransport is not null
            ? RefreshTransport.Login(Issue(token, refreshToken!, strategy, session, refreshPath, httpContext))
            : Transport.Login(token);
        return (response, session.Id);
    }

    // A token of another backend, which this one cannot read, is the one that the request signed in with.
    private async Task EndSessionOfAsync<TUser, TId>(UserManager<TUser, TId> manager, string token, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var found = await FindSessionOfAsync(manager, token, httpContext).ConfigureAwait(false) ?? httpContext.Features.Get<CurrentUserFeature<TUser>>();
        if (found is { SessionId: { } sessionId })
            await EndAsync(manager, found.User, sessionId, new UserEventContext(httpContext) { SessionId = sessionId }).ConfigureAwait(false);
    }

    // The token with which the request signed in was read already.
    private async Task<CurrentUserFeature<TUser>?> FindSessionOfAsync<TUser, TId>(UserManager<TUser, TId> manager, string token, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> =>
        httpContext.Features.Get<CurrentUserFeature<TUser>>() is { } current && current.Token == token && current.Backend == Name
            ? current
            : await ReadAsync(manager, token, httpContext).ConfigureAwait(false);

    // Whoever closes the page while signing out means it.
    private static Task<bool> EndAsync<TUser, TId>(UserManager<TUser, TId> manager, TUser user, string sessionId, UserEventContext context)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> =>
        manager.RevokeSessionAsync(user, sessionId, context, CancellationToken.None);

    // Null: the user was deleted meanwhile.
    private static async Task<string?> TryWriteTokenAsync<TUser, TId>(
        ISessionStrategy<TUser, TId> strategy, TUser user, string sessionId, CancellationToken cancellationToken)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        try
        {
            return await strategy.WriteTokenAsync(user, sessionId, cancellationToken).ConfigureAwait(false);
        }
        catch (UserNotExistsException)
        {
            return null;
        }
    }

    private static IssuedTokens Issue<TUser, TId>(
        string token, string refreshToken, ISessionStrategy<TUser, TId> strategy, UserSession<TId> session, string refreshPath, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var left = session.ExpiresAt - httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new(token, strategy.Lifetime is { } lifetime && lifetime < left ? lifetime : left, refreshToken, left, refreshPath);
    }

    private TimeSpan GetGrace(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<IOptionsMonitor<RefreshTokenOptions>>().Get(Name).Grace;

    // Where the refresh token travels in a cookie, that is limited to this path.
    private string GetRefreshPath(HttpContext httpContext) => RefreshTransport is not { TakesRefreshTokenFromBody: false } ? "" :
        httpContext.RequestServices.GetRequiredService<LinkGenerator>().GetPathByAddress(httpContext, GetRouteGroup(httpContext), [], httpContext.Request.RouteValues)
        ?? throw new InvalidOperationException($"The backend '{Name}' has refresh tokens and no route for them. Call MapAuthRoutes(\"{Name}\").");

    private AuthRouteGroup GetRouteGroup(HttpContext httpContext) =>
        httpContext.GetEndpoint()?.Metadata.GetMetadata<AuthRouteGroup>() is { } group && group.Backend == Name ? group : new AuthRouteGroup(Name);

    private ISessionStrategy<TUser, TId> GetSessionStrategy<TUser, TId>(HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> =>
        GetStrategy<TUser, TId>(httpContext) as ISessionStrategy<TUser, TId>
        ?? throw new InvalidOperationException($"The strategy of the backend '{Name}' does not implement ISessionStrategy, which sessions need.");
}
