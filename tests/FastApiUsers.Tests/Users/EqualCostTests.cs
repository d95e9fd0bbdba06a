using System.Net;
using FastApiUsers.Passwords;
using FastApiUsers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users;

/// <summary>Who may not sign in pays the same whatever the reason, so that time tells nothing of who has an account.</summary>
public sealed class EqualCostTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await Castle.StartAsync();
        await _app.RegisterAsync();
        await _app.RegisterAsync("inactive@camelot.bt");
        await _app.RegisterAsync("verified@camelot.bt");
        await _app.ExecuteAsync("UPDATE user SET is_active = 0 WHERE email = 'inactive@camelot.bt'");
        await _app.ExecuteAsync("UPDATE user SET is_verified = 1 WHERE email = 'verified@camelot.bt'");

        // The first unknown user makes the hash that all unknown users are verified against.
        using var first = await _app.PostLoginAsync("jwt", "first@camelot.bt");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("nobody@camelot.bt", UserClient.Password)]
    [InlineData(UserClient.Email, "wrong")]
    [InlineData("inactive@camelot.bt", UserClient.Password)]
    [InlineData(UserClient.Email, UserClient.Password)]
    public async Task A_login_costs_one_hash(string email, string password)
    {
        var before = Hashes;

        using var response = await _app.PostLoginAsync("jwt", email, password);

        Assert.Equal(1, Hashes - before);
    }

    [Theory]
    [InlineData("nobody@camelot.bt")]
    [InlineData("inactive@camelot.bt")]
    [InlineData(UserClient.Email)]
    public async Task A_forgotten_password_costs_one_hash(string email)
    {
        var before = Hashes;

        var (status, _) = await _app.SendAsync(HttpMethod.Post, "/auth/forgot-password", $$"""{"email":"{{email}}"}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(1, Hashes - before);
    }

    [Theory]
    [InlineData("nobody@camelot.bt")]
    [InlineData("inactive@camelot.bt")]
    [InlineData("verified@camelot.bt")]
    [InlineData(UserClient.Email)]
    public async Task A_request_for_verification_costs_no_hash(string email)
    {
        var before = Hashes;

        var (status, _) = await _app.SendAsync(HttpMethod.Post, "/auth/request-verify-token", $$"""{"email":"{{email}}"}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(0, Hashes - before);
    }

    private int Hashes => ((CheapPasswords)_app.Services.GetRequiredService<IPasswordHelper>()).Hashes;
}
