using FastApiUsers.Users;

namespace Snippets;

public sealed class StrictUserManager(UserManagerServices<AppUser, Guid> services, IMailer mailer) : UserManager<AppUser, Guid>(services)
{
    protected override Task ValidatePasswordAsync(string password, AppUser user)
    {
        if (password.Length < 12)
            throw new InvalidPasswordException("Password should be at least 12 characters");
        if (password.Contains(user.Email, StringComparison.OrdinalIgnoreCase))
            throw new InvalidPasswordException("Password should not contain the e-mail address");
        return Task.CompletedTask;
    }

    protected override Task OnAfterRegisterAsync(AppUser user, UserEventContext context) =>
        user.IsVerified ? Task.CompletedTask : RequestVerifyAsync(user, context);

    protected override Task OnAfterRequestVerifyAsync(AppUser user, string token, UserEventContext context) =>
        mailer.QueueAsync(user.Email, "Verify your address", $"https://app.example.com/verify#{token}");

    protected override Task OnAfterForgotPasswordAsync(AppUser user, string token, UserEventContext context) =>
        mailer.QueueAsync(user.Email, "Reset your password", $"https://app.example.com/reset#{token}");
}
