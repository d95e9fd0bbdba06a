using FastApiUsers.Users;

namespace Quickstart;

/// <summary>The rules of this application: a password rule, and the mails.</summary>
public sealed class AppUserManager(UserManagerServices<AppUser, Guid> services, Outbox outbox) : UserManager<AppUser, Guid>(services)
{
    protected override async Task ValidatePasswordAsync(string password, AppUser user)
    {
        if ((await Passwords.VerifyAndUpdateAsync(password, user.HashedPassword)).Verified)
            throw new InvalidPasswordException("Password is the one that you have");
    }

    protected override Task OnAfterRegisterAsync(AppUser user, UserEventContext context) =>
        user.IsVerified ? Task.CompletedTask : RequestVerifyAsync(user, context);

    protected override Task OnAfterRequestVerifyAsync(AppUser user, string token, UserEventContext context) =>
        outbox.SendAsync(new Mail(user.Email, "Verify your e-mail address", "/auth/verify", token));

    protected override Task OnAfterForgotPasswordAsync(AppUser user, string token, UserEventContext context) =>
        outbox.SendAsync(new Mail(user.Email, "Reset your password", "/auth/reset-password", token));
}
