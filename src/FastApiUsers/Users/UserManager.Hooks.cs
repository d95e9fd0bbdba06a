using FastApiUsers.Sessions;

namespace FastApiUsers.Users;

// The hooks. Each runs after its operation is stored: one that throws is logged and never turns a done operation into an
// error. OnBeforeDeleteAsync alone runs before, and by throwing it prevents the deletion.
public partial class UserManager<TUser, TId>
{
    /// <summary>Runs after a user was created. To ask for a verification at once, call <see cref="RequestVerifyAsync(TUser, UserEventContext?)"/> where the user is not verified yet.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterRegisterAsync(TUser user, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a user was changed.</summary>
    /// <param name="user">The user as it is now.</param>
    /// <param name="changes">What was asked for, by C# property name. The entry of the password has no value.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterUpdateAsync(TUser user, IReadOnlyDictionary<string, object?> changes, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a user asked for a verification: mail the token. Hand the mail to a queue, so that the answer takes as long for an unknown address.</summary>
    /// <param name="user">The user.</param>
    /// <param name="token">The token for <see cref="VerifyAsync"/>.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterRequestVerifyAsync(TUser user, string token, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a user verified the e-mail address.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterVerifyAsync(TUser user, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a user asked for a password reset: mail the token. Hand the mail to a queue, so that the answer takes as long for an unknown address.</summary>
    /// <param name="user">The user.</param>
    /// <param name="token">The token for <see cref="ResetPasswordAsync"/>.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterForgotPasswordAsync(TUser user, string token, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a password was reset.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterResetPasswordAsync(TUser user, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a sign-in. Headers of the response may still be set; its body is the transport's.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it, with the response.</param>
    protected virtual Task OnAfterLoginAsync(TUser user, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a session got a new access token by its refresh token.</summary>
    /// <param name="user">The user.</param>
    /// <param name="session">The session as it was before.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterRefreshAsync(TUser user, UserSession<TId> session, UserEventContext context) => Task.CompletedTask;

    /// <summary>
    /// Runs after sessions of a user were ended: by a sign-out, by the user, by an administrator, by a new password, by the limit of
    /// sessions, by theft. Not where they expire, nor where the user is deleted.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="sessionIds">Which.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterRevokeAsync(TUser user, IReadOnlyCollection<string> sessionIds, UserEventContext context) => Task.CompletedTask;

    /// <summary>
    /// Runs after a refresh token was used that had been used before: somebody has stolen it, or its successor. The session is ended.
    /// Tell the user.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="session">The session as it was.</param>
    /// <param name="context">What led to it, which may be the thief or the user.</param>
    protected virtual Task OnTokenTheftAsync(TUser user, UserSession<TId> session, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs before a user is deleted. An exception prevents the deletion and goes to the caller.</summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnBeforeDeleteAsync(TUser user, UserEventContext context) => Task.CompletedTask;

    /// <summary>Runs after a user was deleted.</summary>
    /// <param name="user">The user that was.</param>
    /// <param name="context">What led to it.</param>
    protected virtual Task OnAfterDeleteAsync(TUser user, UserEventContext context) => Task.CompletedTask;

    internal Task AfterLoginAsync(TUser user, UserEventContext context)
    {
        Log.UserSignedIn(services.Logger, user.Id);
        return RunAsync(nameof(OnAfterLoginAsync), () => OnAfterLoginAsync(user, context));
    }

    internal Task AfterRefreshAsync(TUser user, UserSession<TId> session, UserEventContext context) =>
        RunAsync(nameof(OnAfterRefreshAsync), () => OnAfterRefreshAsync(user, session, context));

    private async Task RunAsync(string hook, Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a hook throws, the operation is done.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.HookFailed(services.Logger, hook, exception);
        }
    }
}
