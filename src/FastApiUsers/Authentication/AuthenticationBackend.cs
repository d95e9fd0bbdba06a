using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Authentication;

/// <summary>A way to sign in: a name, how the token travels (<see cref="ITransport"/>) and what it stands for (<see cref="IStrategy{TUser, TId}"/>).</summary>
/// <param name="name">The name; also that of its ASP.NET Core authentication scheme, and of its strategy in the services.</param>
/// <param name="transport">How the token travels.</param>
public sealed partial class AuthenticationBackend(string name, ITransport transport)
{
    /// <summary>The name; also that of its ASP.NET Core authentication scheme.</summary>
    public string Name { get; } = name;

    /// <summary>How the token travels.</summary>
    public ITransport Transport { get; } = transport;

    /// <summary>
    /// Signs a user in, who was checked to be the one they say: makes a token, and a session where these users have them, in the place
    /// of one that the request carries (OWASP ASVS 5.0 section 7.2.4); then runs the manager's hook.
    /// </summary>
    /// <param name="manager">The manager of the request.</param>
    /// <param name="user">The user as they were checked.</param>
    /// <param name="httpContext">The request.</param>
    /// <param name="method">How the user was checked; a session keeps it.</param>
    /// <returns>
    /// The transport's answer, not yet sent; or <see langword="null"/> where the user is no longer the one who was checked, because they
    /// were deleted or deactivated, or got another password or address, meanwhile.
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

        if (manager.Sessions is not null)
            await EndSessionOfAsync(manager, token, httpContext).ConfigureAwait(false);
        else if (GetStrategy<TUser, TId>(httpContext) is IRevocableStrategy<TUser, TId> revocable)
            await revocable.DestroyTokenAsync(token, user, httpContext.RequestAborted).ConfigureAwait(false);

        return RefreshTransport?.Logout(GetRefreshPath(httpContext)) ?? Transport.Logout();
    }

    /// <summary>Who a token signs in, or <see langword="null"/>.</summary>
    internal async Task<CurrentUserFeature<TUser>?> ReadAsync<TUser, TId>(UserManager<TUser, TId> manager, string token, HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        if (manager.Sessions is { } sessions)
            return await ReadWithSessionAsync(sessions, manager, token, httpContext).ConfigureAwait(false);

        return await GetStrategy<TUser, TId>(httpContext).ReadTokenAsync(token, manager, httpContext.RequestAborted).ConfigureAwait(false) is { } user
            ? CurrentUserFeature<TUser>.Of<TId>(user, token, Name, null)
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

        if (strategy is IRevocableStrategy<TUser, TId> revocable && await HasChangedAsync(manager, user, httpContext.RequestAborted).ConfigureAwait(false))
        {
            await revocable.DestroyTokenAsync(token, user, CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        return Transport.Login(token);
    }

    // A change of the password or address, or a deactivation, ends the sessions and tokens that it finds, and looks once more after its
    // commit. One that is stored after that is ended here, since the change is seen by then.
    private static async Task<bool> HasChangedAsync<TUser, TId>(UserManager<TUser, TId> manager, TUser user, CancellationToken cancellationToken)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        var current = await manager.FindAsync(user.Id, cancellationToken).ConfigureAwait(false);
        return current is not { IsActive: true } || current.HashedPassword != user.HashedPassword
            || !string.Equals(current.Email, user.Email, StringComparison.OrdinalIgnoreCase);
    }

    private IStrategy<TUser, TId> GetStrategy<TUser, TId>(HttpContext httpContext)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> =>
        httpContext.RequestServices.GetRequiredKeyedService<IStrategy<TUser, TId>>(Name);
}
