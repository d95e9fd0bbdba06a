using System.Net;
using FastApiUsers.Passwords;
using FastApiUsers.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        await _app.ExecuteAsync("UPDATE \"user\" SET is_active = FALSE WHERE email = 'inactive@camelot.bt'");
        await _app.ExecuteAsync("UPDATE \"user\" SET is_verified = TRUE WHERE email = 'verified@camelot.bt'");

        // Until the hash is made that all unknown users are verified against.
        await _app.SettleAsync();
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

    [Fact]
    public async Task A_failed_login_costs_the_same_once_an_older_hash_was_met()
    {
        await _app.RegisterAsync("older@camelot.bt");
        await _app.ExecuteAsync("UPDATE \"user\" SET hashed_password = '$2b$04$R9h/cIPz0gi.URNNX3kh2OF1D2Ces3CKzLWXvSQkywbRL/0nAJ34S' WHERE email = 'older@camelot.bt'");
        using (await _app.PostLoginAsync("jwt", "older@camelot.bt", "wrong"))
        {
        }

        var costs = new List<(int Current, int Older)>();
        foreach (var (email, password) in new[]
        {
            ("nobody@camelot.bt", "wrong"), (UserClient.Email, "wrong"), ("older@camelot.bt", "wrong"),
            ("inactive@camelot.bt", "wrong"), ("inactive@camelot.bt", UserClient.Password),
        })
        {
            var (hashes, older) = (Hashes, OlderHashes);
            using var response = await _app.PostLoginAsync("jwt", email, password);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            costs.Add((Hashes - hashes - (OlderHashes - older), OlderHashes - older));
        }

        Assert.All(costs, cost => Assert.Equal((1, 1), cost));
    }

    [Fact]
    public async Task A_user_who_is_not_verified_pays_what_any_other_does()
    {
        var passwords = new RecordedPasswords();
        await using var app = await Castle.StartAsync(
            users => users.Services.Replace(ServiceDescriptor.Singleton<IPasswordHelper>(passwords)),
            app => app.MapGroup("/verified").MapAuthRoutes("jwt", requiresVerification: true));
        foreach (var email in new[] { UserClient.Email, "inactive@camelot.bt", "older@camelot.bt", "older-inactive@camelot.bt", "older-unverified@camelot.bt" })
            await app.RegisterAsync(email);
        await app.ExecuteAsync($"UPDATE \"user\" SET hashed_password = '{RecordedPasswords.Bcrypt.Hash(UserClient.Password)}' WHERE email LIKE 'older%'");
        await app.ExecuteAsync("UPDATE \"user\" SET is_active = FALSE WHERE email LIKE '%inactive%'");
        await app.SettleAsync();
        using (await app.PostLoginAsync("jwt", "older@camelot.bt", "wrong"))
            passwords.Take();

        foreach (var (email, password) in new[]
        {
            ("nobody@camelot.bt", "wrong"), (UserClient.Email, "wrong"), ("older@camelot.bt", "wrong"),
            ("inactive@camelot.bt", UserClient.Password), ("older-inactive@camelot.bt", UserClient.Password),
            (UserClient.Email, UserClient.Password), ("older-unverified@camelot.bt", UserClient.Password),
        })
        {
            using var form = new FormUrlEncodedContent([new("username", email), new("password", password)]);
            using var response = await app.Client.PostAsync("/verified/login", form);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal("$2b$04$ $argon2id$v=19$m=8,t=1,p=1$", passwords.Take());
        }
    }

    private CheapPasswords Passwords => (CheapPasswords)_app.Services.GetRequiredService<IPasswordHelper>();

    private int OlderHashes => Passwords.OlderHashes;

    private int Hashes => Passwords.Hashes;
}
