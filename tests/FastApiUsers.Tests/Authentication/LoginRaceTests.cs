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
