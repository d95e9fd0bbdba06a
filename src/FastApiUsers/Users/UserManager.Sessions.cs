using FastApiUsers.Sessions;

namespace FastApiUsers.Users;

// Sessions, where the kind of users has them (AddSessions).
public partial class UserManager<TUser, TId>
{
    internal UserSessions<TUser, TId>? Sessions => services.Sessions;

    internal UserSessions<TUser, TId> RequiredSessions => Sessions ?? throw new InvalidOperationException(
        $"{typeof(TUser).Name} has no sessions. Call AddSessions() where you call AddFastApiUsers.");

    /// <summary>The sessions of a user that go on, the oldest first.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">This kind of users has no sessions.</exception>
    public virtual Task<IReadOnlyList<UserSession<TId>>> GetSessionsAsync(TUser user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return RequiredSessions.ListAsync(user.Id, cancellationToken);
    }

    /// <summary>Ends a session of a user with all its tokens.</summary>
    /// <param name="user">The user.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <returns>Whether the user had such a session.</returns>
    /// <exception cref="InvalidOperationException">This kind of users has no sessions.</exception>
    public virtual async Task<bool> RevokeSessionAsync(
        TUser user, string sessionId, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(sessionId);

        // Ended before, perhaps by a first try whose answer was lost: refused here at once all the same.
        if (!await RequiredSessions.EndAsync(user.Id, sessionId, cancellationToken).ConfigureAwait(false))
        {
            RequiredSessions.Forget([sessionId]);
            return false;
        }

        await AfterRevokeAsync(user, new Revocation(context, OfSome: true) { Ended = { sessionId } }).ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends the sessions of a user with all their tokens.</summary>
    /// <param name="user">The user.</param>
    /// <param name="except">One that goes on, for a user who signs out everywhere else.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <returns>The ids of those that were ended.</returns>
    /// <exception cref="InvalidOperationException">This kind of users has no sessions.</exception>
    public virtual async Task<IReadOnlyCollection<string>> RevokeSessionsAsync(
        TUser user, string? except = null, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);

        var revocation = new Revocation(context, except);
        revocation.Ended.UnionWith(await RequiredSessions.EndAllAsync(user.Id, except, cancellationToken).ConfigureAwait(false));
        await AfterRevokeAsync(user, revocation).ConfigureAwait(false);
        return revocation.Ended;
    }

    /// <summary>Ends the oldest sessions of a user who has more than the settings allow.</summary>
    internal async Task LimitSessionsAsync(TUser user, UserEventContext context, CancellationToken cancellationToken)
    {
        if (Sessions?.Options.MaximumPerUser is not { } maximum)
            return;

        // In one order for all: of several sign-ins at once each ends the same ones.
        var open = await Sessions.ListAsync(user.Id, cancellationToken).ConfigureAwait(false);
        foreach (var session in open.SkipLast(maximum))
            await RevokeSessionAsync(user, session.Id, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a session whose refresh token was used by two.</summary>
    internal async Task EndStolenAsync(UserSession<TId> session, UserEventContext context)
    {
        // Whoever is behind it may hang up: that must not keep the session alive.
        if (await FindAsync(session.UserId, CancellationToken.None).ConfigureAwait(false) is not { } user
            || !await RevokeSessionAsync(user, session.Id, context, CancellationToken.None).ConfigureAwait(false))
        {
            return;
        }

        Log.RefreshTokenReplayed(services.Logger, user.Id, session.Id);
        await RunAsync(nameof(OnTokenTheftAsync), () => OnTokenTheftAsync(user, session, context)).ConfigureAwait(false);
    }

    // The sessions are ended, so their tokens are refused, here at once. Without them in their stores they are on all nodes.
    private async Task RemoveTokensAsync(TUser user, Revocation revocation)
    {
        RequiredSessions.Forget(revocation.Ended);
        foreach (var revoker in services.Revokers)
        {
            try
            {
                if (revocation.EndsAllTokens)
                {
                    await revoker.RevokeAllAsync(user, CancellationToken.None).ConfigureAwait(false);
                    continue;
                }

                foreach (var sessionId in revocation.Ended)
                    await revoker.RevokeSessionAsync(user, sessionId, CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A store of tokens that does not answer.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.SessionTokensNotRemoved(services.Logger, user.Id, exception);
            }
        }
    }

    private async Task AfterRevokeAsync(TUser user, Revocation revocation)
    {
        await RemoveTokensAsync(user, revocation).ConfigureAwait(false);
        if (revocation.Ended.Count == 0)
            return;

        Log.SessionsRevoked(services.Logger, revocation.Ended.Count, user.Id);
        await RunAsync(nameof(OnAfterRevokeAsync), () => OnAfterRevokeAsync(user, revocation.Ended, revocation.Context ?? UserEventContext.None))
            .ConfigureAwait(false);
    }
}
