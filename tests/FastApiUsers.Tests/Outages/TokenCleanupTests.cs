using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Outages;

/// <summary>Expired access tokens are removed in the background, a few at a time.</summary>
public sealed class TokenCleanupTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public static TheoryData<DatabaseKind> Databases => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_statement_removes_the_oldest_up_to_its_limit(DatabaseKind database)
    {
        await using var app = await Castle.StartAsync(database: database);
        await AddAsync(app, Enumerable.Range(0, 10).Select(i => ($"token{i}", Now.AddMinutes(i))));

        Assert.Equal(4, await DeleteAsync(app, Now.AddMinutes(7), 4));
        Assert.Equal(["token4", "token5", "token6", "token7", "token8", "token9"], await NamesAsync(app));
        Assert.Equal(3, await DeleteAsync(app, Now.AddMinutes(7), 4));
        Assert.Equal(["token7", "token8", "token9"], await NamesAsync(app));
        Assert.Equal(0, await DeleteAsync(app, Now.AddMinutes(7), 4));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_token_is_removed_from_the_microsecond_on_from_which_it_is_not_found(DatabaseKind database)
    {
        await using var app = await Castle.StartAsync(database: database);
        await AddAsync(app, [("before", Now.AddMicroseconds(-1)), ("at", Now), ("after", Now.AddMicroseconds(1))]);

        Assert.Equal(1, await DeleteAsync(app, Now, 100));

        Assert.Equal(["after", "at"], await NamesAsync(app));
        await using var scope = app.Services.CreateAsyncScope();
        Assert.NotNull(await TokensOf(scope.ServiceProvider).GetByTokenAsync("at", Now, default));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_nodes_at_once_remove_each_token_once(DatabaseKind database)
    {
        await using var app = await Castle.StartAsync(database: database);
        await AddAsync(app, Enumerable.Range(0, 400).Select(i => ($"token{i}", Now.AddSeconds(i))));

        async Task<int> RunNodeAsync()
        {
            var removed = 0;
            while ((await NamesAsync(app)).Length > 0)
                removed += await DeleteAsync(app, Now.AddDays(1), 7);
            return removed;
        }

        var nodes = await Task.WhenAll(Task.Run(RunNodeAsync), Task.Run(RunNodeAsync));

        Assert.Equal(400, nodes.Sum());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_program_removes_in_batches_what_expired_and_nothing_else(DatabaseKind database)
    {
        await using var app = await StartAsync(database, settings: new() { ["FastApiUsers:TokenCleanup:BatchSize"] = "3" });
        await AddAsync(app, [.. Enumerable.Range(1, 8).Select(i => ($"old{i}", Now - Lifetime - TimeSpan.FromMicroseconds(i))), ("good", Now - Lifetime)]);

        await WaitAsync(async () => (await NamesAsync(app)).Length == 1);

        Assert.Equal(["good"], await NamesAsync(app));
        await WaitAsync(() => Task.FromResult(app.Log.Lines.Any(line => line.Id == 62 && line.Text.StartsWith("8 expired access tokens of Knight", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_longest_lifetime_of_the_backends_counts()
    {
        await using var app = await StartAsync(users: users => users.AddBackend("long", new CookieTransport(), strategy => strategy.UseDatabase(
            database => database.Lifetime = TimeSpan.FromDays(60))));
        await AddAsync(app, [("old", Now - TimeSpan.FromDays(61)), ("good", Now - TimeSpan.FromDays(59))]);

        await WaitAsync(async () => (await NamesAsync(app)).Length == 1);

        Assert.Equal(["good"], await NamesAsync(app));
    }

    [Theory]
    [InlineData("FastApiUsers:TokenCleanup:Enabled", "false", false)]
    [InlineData("FastApiUsers:Compatibility", "Original", false)]
    [InlineData("FastApiUsers:Secret", "SECRETSECRETSECRETSECRETSECRETSECRET", true)]
    public async Task Nothing_is_removed_where_tokens_may_live_longer(string setting, string value, bool isForEver)
    {
        await using var app = await StartAsync(
            users: users =>
            {
                if (isForEver)
                    users.AddBackend("ever", new CookieTransport(), strategy => strategy.UseDatabase(database => database.Lifetime = null));
            },
            settings: new() { [setting] = value });
        await AddAsync(app, [("old", Now - TimeSpan.FromDays(9999))]);

        // The interval is far shorter, as the test that removes shows.
        await Task.Delay(TimeSpan.FromSeconds(1));

        Assert.Equal(["old"], await NamesAsync(app));
    }

    [Fact]
    public async Task Original_removes_where_it_is_told_to()
    {
        await using var app = await StartAsync(settings: new() { ["FastApiUsers:Compatibility"] = "Original", ["FastApiUsers:TokenCleanup:Enabled"] = "true" });
        await AddAsync(app, [("old", Now - TimeSpan.FromDays(9999))]);

        await WaitAsync(async () => (await NamesAsync(app)).Length == 0);
    }

    [Fact]
    public async Task A_turn_that_fails_is_told_of_and_the_next_one_tries_again()
    {
        await using var app = await StartAsync();
        await app.ExecuteAsync("ALTER TABLE accesstoken RENAME TO elsewhere");
        await WaitAsync(() => Task.FromResult(app.Log.Lines.Any(line => line.Id == 63)));
        await app.ExecuteAsync("ALTER TABLE elsewhere RENAME TO accesstoken");
        await AddAsync(app, [("old", Now - TimeSpan.FromDays(9999))]);

        await WaitAsync(async () => (await NamesAsync(app)).Length == 0);
    }

    private static Task<TestApp> StartAsync(DatabaseKind? database = null, Action<FastApiUsersBuilder>? users = null, Dictionary<string, string?>? settings = null)
    {
        settings ??= [];
        settings["FastApiUsers:TokenCleanup:Interval"] = "00:00:00.1";
        return Castle.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(new SteppedTime { Now = Now });
                users?.Invoke(builder);
            },
            settings: settings,
            database: database);
    }

    private static IAccessTokenDatabase<Guid> TokensOf(IServiceProvider services) => services.GetRequiredKeyedService<IAccessTokenDatabase<Guid>>(typeof(Knight));

    private static async Task AddAsync(TestApp app, IEnumerable<(string Token, DateTimeOffset Time)> tokens)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var user = new Knight { Email = UserClient.Email, HashedPassword = "x" };
        await scope.ServiceProvider.GetRequiredService<IUserDatabase<Knight, Guid>>().CreateAsync(user, default);
        await scope.ServiceProvider.GetRequiredService<IUserDatabase<Knight, Guid>>().InTransactionAsync(
            async token =>
            {
                foreach (var (name, time) in tokens)
                    await TokensOf(scope.ServiceProvider).CreateAsync(name, user.Id, time, token);
            },
            default);
    }

    private static async Task<int> DeleteAsync(TestApp app, DateTimeOffset time, int limit)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await TokensOf(scope.ServiceProvider).DeleteIssuedBeforeAsync(time, limit, default);
    }

    private static async Task<string[]> NamesAsync(TestApp app) => [.. (await app.Database.RunAsync("SELECT token FROM accesstoken ORDER BY token")).Select(row => (string)row[0]!)];

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(50, limit.Token);
    }
}
