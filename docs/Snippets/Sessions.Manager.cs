using FastApiUsers.Sessions;
using FastApiUsers.Users;

namespace Snippets;

public sealed class WatchfulUserManager(UserManagerServices<AppUser, Guid> services, IMailer mailer) : UserManager<AppUser, Guid>(services)
{
    protected override async Task OnAfterLoginAsync(AppUser user, UserEventContext context)
    {
        var sessions = await GetSessionsAsync(user);
        var current = sessions.FirstOrDefault(session => session.Id == context.SessionId);
        if (current is null || sessions.Any(session => session.Id != current.Id && session.UserAgent == current.UserAgent))
            return;

        await mailer.QueueAsync(
            user.Email, "A new sign-in", $"{DeviceName.Of(current.UserAgent)}, {current.IpAddress}. Not you? End it at https://app.example.com/devices.");
    }

    protected override Task OnTokenTheftAsync(AppUser user, UserSession<Guid> session, UserEventContext context) => mailer.QueueAsync(
        user.Email, "You were signed out", $"Somebody may have copied your sign-in on {DeviceName.Of(session.UserAgent)}. Please sign in again.");
}
