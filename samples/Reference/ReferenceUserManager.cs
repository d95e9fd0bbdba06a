using System.Text.Json;
using FastApiUsers.Users;

namespace Reference;

/// <summary>One password rule, and a line in the event file for each hook under its name in FastAPI Users.</summary>
public sealed class ReferenceUserManager(UserManagerServices<ReferenceUser, Guid> services, EventFile events) : UserManager<ReferenceUser, Guid>(services)
{
    protected override Task ValidatePasswordAsync(string password, ReferenceUser user) => password.EnumerateRunes().Count() < 3
        ? throw new InvalidPasswordException("Password should be at least 3 characters")
        : Task.CompletedTask;

    protected override Task OnAfterRegisterAsync(ReferenceUser user, UserEventContext context) => events.WriteAsync("on_after_register", user.Id);

    protected override Task OnAfterUpdateAsync(ReferenceUser user, IReadOnlyDictionary<string, object?> changes, UserEventContext context) =>
        events.WriteAsync("on_after_update", user.Id, updateKeys: [.. changes.Keys.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]);

    protected override Task OnAfterRequestVerifyAsync(ReferenceUser user, string token, UserEventContext context) =>
        events.WriteAsync("on_after_request_verify", user.Id, token);

    protected override Task OnAfterVerifyAsync(ReferenceUser user, UserEventContext context) => events.WriteAsync("on_after_verify", user.Id);

    protected override Task OnAfterForgotPasswordAsync(ReferenceUser user, string token, UserEventContext context) =>
        events.WriteAsync("on_after_forgot_password", user.Id, token);

    protected override Task OnAfterResetPasswordAsync(ReferenceUser user, UserEventContext context) => events.WriteAsync("on_after_reset_password", user.Id);

    protected override Task OnAfterLoginAsync(ReferenceUser user, UserEventContext context) => events.WriteAsync("on_after_login", user.Id);

    protected override Task OnBeforeDeleteAsync(ReferenceUser user, UserEventContext context) => events.WriteAsync("on_before_delete", user.Id);

    protected override Task OnAfterDeleteAsync(ReferenceUser user, UserEventContext context) => events.WriteAsync("on_after_delete", user.Id);
}
