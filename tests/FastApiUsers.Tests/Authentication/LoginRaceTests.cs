using System.Net;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Authentication;

/// <summary>A sign-in that another request overtakes between the check of the password and the token.</summary>
public sealed class LoginRaceTests
{
    [Theory]
    [InlineData("cookie", "password")]
    [InlineData("cookie", "deactivation")]
    [InlineData("cookie", "deletion")]
    [InlineData("jwt", "password")]
    public async Task A_token_for_the_old_state_of_a_user_signs_nobody_in(string backend, string change)
    {
        await using var app = await Castle.StartAsync(users => users.AddUserManager<OvertakenManager>());
        await app.RegisterAsync();

        using var response = await app.PostLoginAsync(backend, UserClient.Email, UserClient.Password + "|" + change);

        if (backend == "cookie")
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            return;
        }

        // A JWT needs no store that could be asked: it carries the fingerprint of the old password.
        var token = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Status);
    }

    [Fact]
    public async Task A_change_that_a_new_password_overtakes_is_401_and_names_the_scheme()
    {
        await using var app = await Castle.StartAsync(users => users.AddUserManager<OvertakenUpdateManager>());
        await app.RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/users/me") { Content = new StringContent("""{"motto":"Stolen"}""", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", await app.LoginAsync());

        using var response = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("""{"detail":"Unauthorized"}""", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Lets a new password come right before the change of a signed-in user.</summary>
    private sealed class OvertakenUpdateManager(UserManagerServices<Knight, Guid> services, IServiceScopeFactory scopes) : UserManager<Knight, Guid>(services)
    {
        public override async Task<Knight> UpdateAsync(
            BaseUserUpdate update, Knight user, bool safe = false, UserEventContext? context = null, CancellationToken cancellationToken = default)
        {
            if (safe)
            {
                await using var scope = scopes.CreateAsyncScope();
                var other = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
                await other.UpdateAsync(new BaseUserUpdate { Password = "lady of the lake" }, await other.GetAsync(user.Id, cancellationToken), cancellationToken: cancellationToken);
            }

            return await base.UpdateAsync(update, user, safe, context, cancellationToken);
        }
    }

    /// <summary>Lets the change that the test asks for come right after the password was found good.</summary>
    private sealed class OvertakenManager(UserManagerServices<Knight, Guid> services, IServiceScopeFactory scopes) : UserManager<Knight, Guid>(services)
    {
        public override async Task<Knight?> AuthenticateAsync(string email, string password, CancellationToken cancellationToken = default)
        {
            var parts = password.Split('|');
            var user = await base.AuthenticateAsync(email, parts[0], cancellationToken);

            await using var scope = scopes.CreateAsyncScope();
            var other = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
            var same = await other.GetAsync(user!.Id, cancellationToken);
            if (parts[1] == "deletion")
                await other.DeleteAsync(same, cancellationToken: cancellationToken);
            else
                await other.UpdateAsync(parts[1] == "password" ? new BaseUserUpdate { Password = "lady of the lake" } : new BaseUserUpdate { IsActive = false }, same, cancellationToken: cancellationToken);
            return user;
        }
    }
}
