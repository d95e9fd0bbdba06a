using System.Collections.Concurrent;
using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;

namespace FastApiUsers.Tests.Users;

public sealed class HookTests
{
    [Fact]
    public async Task A_hook_that_throws_after_the_commit_is_logged_and_the_operation_stands()
    {
        await using var app = await Castle.StartAsync(users => users.AddUserManager<ThrowingManager>());

        await app.RegisterAsync();
        var token = await app.LoginAsync();
        var (forgot, _) = await app.SendAsync(HttpMethod.Post, "/auth/forgot-password", $$"""{"email":"{{UserClient.Email}}"}""");
        var (requested, _) = await app.SendAsync(HttpMethod.Post, "/auth/request-verify-token", $$"""{"email":"{{UserClient.Email}}"}""");
        var (updated, me) = await app.SendAsync(HttpMethod.Patch, "/users/me", """{"motto":"Onward"}""", token);

        Assert.Equal(HttpStatusCode.Accepted, forgot);
        Assert.Equal(HttpStatusCode.Accepted, requested);
        Assert.Equal(HttpStatusCode.OK, updated);
        Assert.Equal("Onward", me.GetProperty("motto").GetString());

        var (verified, _) = await app.SendAsync(HttpMethod.Post, "/auth/verify", $$"""{"token":"{{ThrowingManager.VerifyToken}}"}""");
        var (reset, _) = await app.SendAsync(HttpMethod.Post, "/auth/reset-password", $$"""{"token":"{{ThrowingManager.ResetToken}}","password":"lady of the lake"}""");
        await app.RegisterAsync("mordred@camelot.bt");
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var admin = await app.LoginAsync("mordred@camelot.bt");
        var (deleted, _) = await app.SendAsync(HttpMethod.Delete, $"/users/{me.GetProperty("id")}", token: admin);

        Assert.Equal(HttpStatusCode.OK, verified);
        Assert.Equal(HttpStatusCode.OK, reset);
        Assert.Equal(HttpStatusCode.NoContent, deleted);
        Assert.Equal(
            ["OnAfterDeleteAsync", "OnAfterForgotPasswordAsync", "OnAfterLoginAsync", "OnAfterRegisterAsync", "OnAfterRequestVerifyAsync", "OnAfterResetPasswordAsync", "OnAfterUpdateAsync", "OnAfterVerifyAsync"],
            app.Log.Lines.Where(line => line.Id == 4).Select(line => line.Text.Split(' ')[2]).Distinct().Order());
    }

    [Fact]
    public async Task A_hook_that_throws_before_the_deletion_prevents_it()
    {
        await using var app = await Castle.StartAsync(users => users.AddUserManager<ThrowingManager>());
        var user = await app.RegisterAsync("galahad@camelot.bt");
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var token = await app.LoginAsync("galahad@camelot.bt");

        var (deleted, _) = await app.SendAsync(HttpMethod.Delete, $"/users/{user.GetProperty("id")}", token: token);
        var (still, _) = await app.SendAsync(HttpMethod.Get, "/users/me", token: token);

        Assert.Equal(HttpStatusCode.InternalServerError, deleted);
        Assert.Equal(HttpStatusCode.OK, still);
    }

    [Fact]
    public async Task The_hook_after_a_login_may_still_set_headers()
    {
        await using var app = await Castle.StartAsync(users => users.AddUserManager<HeaderManager>());
        await app.RegisterAsync();

        using var response = await app.PostLoginAsync();

        Assert.Equal("arthur@camelot.bt", response.Headers.GetValues("X-Welcome").Single());
    }

    [Fact]
    public async Task The_hook_after_an_update_never_sees_the_password()
    {
        await using var app = await Castle.StartAsync(users => users.AddUserManager<HeaderManager>());
        await app.RegisterAsync();
        var token = await app.LoginAsync();

        await app.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"lady of the lake","motto":"Onward","is_superuser":true}""", token);

        var changes = HeaderManager.Changes[UserClient.Email];
        Assert.Equal(["Motto", "Password"], changes.Keys.Order());
        Assert.Null(changes["Password"]);
        Assert.Equal("Onward", changes["Motto"]);
    }

    private sealed class ThrowingManager(UserManagerServices<Knight, Guid> services) : UserManager<Knight, Guid>(services)
    {
        protected override Task OnAfterRegisterAsync(Knight user, UserEventContext context) => throw new InvalidOperationException("The mail server is gone.");

        protected override async Task OnAfterLoginAsync(Knight user, UserEventContext context)
        {
            await Task.Yield();
            throw new InvalidOperationException("The mail server is gone.");
        }

        public static string? ResetToken { get; private set; }

        public static string? VerifyToken { get; private set; }

        protected override Task OnAfterForgotPasswordAsync(Knight user, string token, UserEventContext context)
        {
            ResetToken = token;
            throw new InvalidOperationException();
        }

        protected override Task OnAfterRequestVerifyAsync(Knight user, string token, UserEventContext context)
        {
            VerifyToken = token;
            throw new InvalidOperationException();
        }

        protected override Task OnAfterUpdateAsync(Knight user, IReadOnlyDictionary<string, object?> changes, UserEventContext context) => throw new InvalidOperationException();

        protected override Task OnAfterVerifyAsync(Knight user, UserEventContext context) => throw new InvalidOperationException();

        protected override Task OnAfterResetPasswordAsync(Knight user, UserEventContext context) => throw new InvalidOperationException();

        protected override Task OnAfterDeleteAsync(Knight user, UserEventContext context) => throw new InvalidOperationException();

        protected override Task OnBeforeDeleteAsync(Knight user, UserEventContext context) => user.Email.StartsWith("galahad", StringComparison.Ordinal)
            ? throw new InvalidOperationException("Not this one.")
            : Task.CompletedTask;
    }

    private sealed class HeaderManager(UserManagerServices<Knight, Guid> services) : UserManager<Knight, Guid>(services)
    {
        public static ConcurrentDictionary<string, IReadOnlyDictionary<string, object?>> Changes { get; } = [];

        protected override Task OnAfterLoginAsync(Knight user, UserEventContext context)
        {
            context.HttpContext!.Response.Headers["X-Welcome"] = user.Email;
            return Task.CompletedTask;
        }

        protected override Task OnAfterUpdateAsync(Knight user, IReadOnlyDictionary<string, object?> changes, UserEventContext context)
        {
            Changes[user.Email] = changes;
            return Task.CompletedTask;
        }
    }
}
