using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>What is one operation to a person is one transaction to the database.</summary>
public sealed class AtomicityTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_password_whose_tokens_cannot_be_ended_stays_as_it_was_with_all_that_came_with_it(DatabaseKind kind)
    {
        await using var app = await Castle.StartAsync(
            users => users.Services.AddSingleton<IUserTokenRevoker<Knight>, FailingRevoker>(), database: kind);
        await app.RegisterAsync();
        await app.ExecuteAsync("UPDATE \"user\" SET is_verified = TRUE");
        var cookie = await app.LoginAsync(backend: "cookie");

        var (status, _) = await app.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"lady of the lake","email":"wart@camelot.bt","motto":"Onward"}""", cookie: cookie);

        using var old = await app.PostLoginAsync();
        using var changed = await app.PostLoginAsync(password: "lady of the lake");
        var (signedIn, me) = await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK), (old.StatusCode, changed.StatusCode, signedIn));
        Assert.Equal((UserClient.Email, "", true), (me.GetProperty("email").GetString(), me.GetProperty("motto").GetString(), me.GetProperty("is_verified").GetBoolean()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_user_whose_tokens_cannot_be_ended_is_not_deleted(DatabaseKind kind)
    {
        await using var app = await Castle.StartAsync(
            users => users.Services.AddSingleton<IUserTokenRevoker<Knight>, FailingRevoker>(), database: kind);
        var user = await app.RegisterAsync();
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var cookie = await app.LoginAsync(backend: "cookie");

        var (status, _) = await app.SendAsync(HttpMethod.Delete, $"/users/{user.GetProperty("id")}", cookie: cookie);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_new_address_and_the_loss_of_its_verification_are_one_change(DatabaseKind kind)
    {
        await using var app = await Castle.StartAsync(database: kind);
        await app.RegisterAsync();
        await app.RegisterAsync("lancelot@camelot.bt");
        await app.ExecuteAsync("UPDATE \"user\" SET is_verified = TRUE");
        var token = await app.LoginAsync();

        // Somebody who looks at the rows all the while never finds the new address verified.
        using var done = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                Assert.Empty(await app.Database.RunAsync("SELECT email FROM \"user\" WHERE is_verified = TRUE AND email LIKE 'wart%'"));
        });
        for (var round = 0; round < 20; round++)
        {
            var (changed, body) = await app.SendAsync(HttpMethod.Patch, "/users/me", $$"""{"email":"wart{{round}}@camelot.bt"}""", token);
            Assert.Equal((HttpStatusCode.OK, false), (changed, body.GetProperty("is_verified").GetBoolean()));
            await app.ExecuteAsync("UPDATE \"user\" SET is_verified = TRUE, email = 'arthur@camelot.bt' WHERE email LIKE 'wart%'");
        }

        await done.CancelAsync();
        await watch;
        var (taken, _) = await app.SendAsync(HttpMethod.Patch, "/users/me", """{"email":"lancelot@camelot.bt"}""", token);
        Assert.Equal(HttpStatusCode.BadRequest, taken);
        Assert.True((await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Body.GetProperty("is_verified").GetBoolean());
    }

    private sealed class FailingRevoker : IUserTokenRevoker<Knight>
    {
        public Task RevokeAllAsync(Knight user, CancellationToken cancellationToken) => throw new InvalidOperationException("The store of tokens is gone.");
    }
}
