using System.Net;
using System.Text.Json;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>Requests that come at once, over HTTP, on both databases: one wins, the others are told so, and none meets a failure.</summary>
public sealed class RaceTests
{
    private const int Rounds = 40;
    private const int Requests = 8;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Of_eight_registrations_of_one_address_in_mixed_case_one_wins(DatabaseKind kind)
    {
        await using var app = await Castle.StartAsync(database: kind);

        for (var round = 0; round < Rounds; round++)
        {
            var answers = await AtOnceAsync(number => app.SendAsync(
                HttpMethod.Post, "/auth/register", $$"""{"email":"{{MixCase($"lancelot{round}@camelot.bt", number)}}","password":"guinevere"}"""));

            AssertOneWins(answers, HttpStatusCode.Created, "REGISTER_USER_ALREADY_EXISTS");
            Assert.Equal(1L, await CountAsync(app, $"lancelot{round}@camelot.bt"));
        }

        Assert.Equal((long)Rounds, (await app.Database.RunAsync("SELECT count(*) FROM \"user\"")).Single()[0]);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Of_eight_users_who_change_to_one_address_one_wins(DatabaseKind kind)
    {
        await using var app = await Castle.StartAsync(database: kind);
        var tokens = new string[Requests];
        for (var number = 0; number < Requests; number++)
        {
            await app.RegisterAsync($"knight{number}@camelot.bt");
            tokens[number] = await app.LoginAsync($"knight{number}@camelot.bt");
        }

        for (var round = 0; round < Rounds; round++)
        {
            var answers = await AtOnceAsync(number => app.SendAsync(
                HttpMethod.Patch, "/users/me", $$"""{"email":"{{MixCase($"king{round}@camelot.bt", number)}}","motto":"{{round}}"}""", tokens[number]));

            AssertOneWins(answers, HttpStatusCode.OK, "UPDATE_USER_EMAIL_ALREADY_EXISTS");
            Assert.Equal(1L, await CountAsync(app, $"king{round}@camelot.bt"));
            Assert.Equal(1L, (await app.Database.RunAsync($"SELECT count(*) FROM \"user\" WHERE motto = '{round}'")).Single()[0]);
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_deletion_and_a_deactivation_at_once_do_not_wait_for_each_other(DatabaseKind kind)
    {
        await using var app = await Castle.StartAsync(database: kind);
        await app.RegisterAsync("merlin@camelot.bt");
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var merlin = await app.LoginAsync("merlin@camelot.bt");

        for (var round = 0; round < Rounds; round++)
        {
            var id = (await app.RegisterAsync($"knight{round}@camelot.bt")).GetProperty("id").GetString();
            await app.LoginAsync($"knight{round}@camelot.bt", "cookie");
            await app.LoginAsync($"knight{round}@camelot.bt", "cookie");

            var deactivation = app.SendAsync(HttpMethod.Patch, $"/users/{id}", """{"is_active":false}""", merlin);
            var deletion = app.SendAsync(HttpMethod.Delete, $"/users/{id}", token: merlin);

            Assert.Equal(HttpStatusCode.NoContent, (await deletion).Status);
            Assert.True((await deactivation).Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{(await deactivation).Status}");
        }

        Assert.Equal(0L, (await app.Database.RunAsync("SELECT count(*) FROM accesstoken")).Single()[0]);
    }

    [Fact]
    public async Task A_sign_in_with_the_old_password_during_the_change_gets_no_token_that_outlives_it()
    {
        var intruder = new Intruder();
        await using var app = await Castle.StartAsync(
            users => users.Services.AddSingleton<IUserTokenRevoker<Knight>>(intruder), database: DatabaseKind.PostgreSql);
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        intruder.SignInAsync = () => app.LoginAsync(backend: "cookie");

        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"excalibur 42"}""", token)).Status);

        Assert.NotNull(intruder.Cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: intruder.Cookie)).Status);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_reset_token_that_eight_requests_bring_at_once_works_once(DatabaseKind kind)
    {
        await using var app = await StartPostedAsync(kind);
        await app.RegisterAsync();
        var post = app.Services.GetRequiredService<Post>();

        for (var round = 0; round < Rounds; round++)
        {
            await app.SendAsync(HttpMethod.Post, "/auth/forgot-password", $$"""{"email":"{{UserClient.Email}}"}""");
            Assert.True(post.Tokens.TryDequeue(out var token));

            var answers = await AtOnceAsync(number => app.SendAsync(
                HttpMethod.Post, "/auth/reset-password", $$"""{"token":"{{token}}","password":"lady {{number}} of the lake"}"""));

            AssertOneWins(answers, HttpStatusCode.OK, "RESET_PASSWORD_BAD_TOKEN");
            var winner = Array.FindIndex(answers, answer => answer.Status == HttpStatusCode.OK);
            using var signedIn = await app.PostLoginAsync(password: $"lady {winner} of the lake");
            using var refused = await app.PostLoginAsync(password: $"lady {(winner + 1) % Requests} of the lake");
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (signedIn.StatusCode, refused.StatusCode));
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_verification_token_that_eight_requests_bring_at_once_works_once(DatabaseKind kind)
    {
        await using var app = await StartPostedAsync(kind);
        var post = app.Services.GetRequiredService<Post>();

        for (var round = 0; round < Rounds; round++)
        {
            await app.RegisterAsync($"lancelot{round}@camelot.bt");
            await app.SendAsync(HttpMethod.Post, "/auth/request-verify-token", $$"""{"email":"lancelot{{round}}@camelot.bt"}""");
            Assert.True(post.Tokens.TryDequeue(out var token));

            AssertOneWins(
                await AtOnceAsync(_ => app.SendAsync(HttpMethod.Post, "/auth/verify", $$"""{"token":"{{token}}"}""")),
                HttpStatusCode.OK,
                "VERIFY_USER_ALREADY_VERIFIED");
        }
    }

    [Theory]
    [InlineData("WAL", "BEGIN IMMEDIATE")]
    [InlineData("DELETE", "BEGIN EXCLUSIVE")]
    public async Task A_SQLite_file_that_another_program_is_writing_is_waited_for(string journal, string begin)
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.Sqlite);
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        await app.Database.RunAsync($"PRAGMA journal_mode={journal}");
        await using var writer = app.Database.CreateConnection();
        await writer.OpenAsync();
        await using var command = writer.CreateCommand();
#pragma warning disable CA2100 // Statements of tests.
        command.CommandText = begin;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();

        var registrations = AtOnceAsync(number => app.SendAsync(HttpMethod.Post, "/auth/register", $$"""{"email":"lancelot{{number}}@camelot.bt","password":"guinevere"}"""));
        var change = app.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"lady of the lake"}""", token);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(registrations.IsCompleted || change.IsCompleted);
        command.CommandText = "COMMIT";
        await command.ExecuteNonQueryAsync();

        Assert.All(await registrations, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Equal(HttpStatusCode.OK, (await change).Status);
    }

    private static Task<TestApp> StartPostedAsync(DatabaseKind kind) => Castle.StartAsync(
        users =>
        {
            users.Services.AddSingleton<Post>();
            users.AddUserManager<PostedManager>();
        },
        database: kind);

    private static Task<(HttpStatusCode Status, JsonElement Body)[]> AtOnceAsync(Func<int, Task<(HttpStatusCode Status, JsonElement Body)>> send) =>
        Task.WhenAll(Enumerable.Range(0, Requests).Select(number => Task.Run(() => send(number))));

    private static void AssertOneWins((HttpStatusCode Status, JsonElement Body)[] answers, HttpStatusCode success, string refusal)
    {
        Assert.Single(answers, answer => answer.Status == success);
        Assert.All(
            answers.Where(answer => answer.Status != success),
            answer => Assert.Equal((HttpStatusCode.BadRequest, refusal), (answer.Status, answer.Body.Code())));
    }

    private static string MixCase(string text, int number) =>
        string.Concat(text.Select((letter, i) => (i + number) % Requests < number ? char.ToUpperInvariant(letter) : letter));

    private static async Task<object?> CountAsync(TestApp app, string email) =>
        (await app.Database.RunAsync($"SELECT count(*) FROM \"user\" WHERE lower(email) = '{email}'")).Single()[0];

    // Comes after the tokens were ended and before that is committed.
    private sealed class Intruder : IUserTokenRevoker<Knight>
    {
        public Func<Task<string>>? SignInAsync { get; set; }

        public string? Cookie { get; private set; }

        public async Task RevokeAllAsync(Knight user, CancellationToken cancellationToken)
        {
            if (Cookie is null && SignInAsync is not null)
                Cookie = await SignInAsync();
        }
    }
}
