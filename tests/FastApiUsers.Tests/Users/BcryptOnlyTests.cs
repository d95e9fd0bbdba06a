using System.Net;
using FastApiUsers.Passwords;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FastApiUsers.Tests.Users;

/// <summary>An application that keeps bcrypt alone refuses what bcrypt would cut off, and never fails over it.</summary>
public sealed class BcryptOnlyTests : IAsyncLifetime
{
    private static readonly string TooLong = new string('x', 72) + "y";

    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await Castle.StartAsync(users => users.AddUserManager<ToldManager>().Services
        .Replace(ServiceDescriptor.Singleton<IPasswordHelper>(new PasswordHelper(new PasswordHash(new BcryptHasher(cost: 4))))));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_password_that_bcrypt_would_cut_off_is_refused()
    {
        var (status, body) = await _app.SendAsync(HttpMethod.Post, "/auth/register", $$"""{"email":"{{UserClient.Email}}","password":"{{TooLong}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("REGISTER_INVALID_PASSWORD", body.Code());
    }

    [Fact]
    public async Task A_forgotten_password_is_answered_alike_and_can_be_reset()
    {
        await _app.RegisterAsync();
        var token = "";
        await using var scope = _app.Services.CreateAsyncScope();
        var manager = (ToldManager)scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
        manager.Told = told => token = told;

        foreach (var email in new[] { UserClient.Email, new string('x', 60) + "@camelot.bt", "nobody@camelot.bt" })
            Assert.Equal(HttpStatusCode.Accepted, (await _app.SendAsync(HttpMethod.Post, "/auth/forgot-password", $$"""{"email":"{{email}}"}""")).Status);
        await _app.ExecuteAsync($"UPDATE \"user\" SET hashed_password = '{new PasswordHash(new Argon2Hasher(new Argon2Parameters { MemorySize = 64, Iterations = 1, Parallelism = 1 })).Hash("guinevere")}'");
        await manager.ForgotPasswordAsync(UserClient.Email);
        var (status, _) = await _app.SendAsync(HttpMethod.Post, "/auth/reset-password", $$"""{"token":"{{token}}","password":"lady of the lake"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _app.SendAsync(HttpMethod.Post, "/auth/reset-password", $$"""{"token":"{{token}}","password":"again"}""")).Status);
    }

    [Theory]
    [InlineData(UserClient.Email)]
    [InlineData("nobody@camelot.bt")]
    public async Task A_login_with_such_a_password_is_bad_credentials(string email)
    {
        await _app.RegisterAsync();

        using var response = await _app.PostLoginAsync("jwt", email, TooLong);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private sealed class ToldManager(UserManagerServices<Knight, Guid> services) : UserManager<Knight, Guid>(services)
    {
        public Action<string>? Told { get; set; }

        protected override Task OnAfterForgotPasswordAsync(Knight user, string token, UserEventContext context)
        {
            Told?.Invoke(token);
            return Task.CompletedTask;
        }
    }
}
