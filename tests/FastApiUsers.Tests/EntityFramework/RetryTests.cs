using System.Data.Common;
using System.Net;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>PostgreSQL with <c>EnableRetryOnFailure</c>: a connection that is lost costs time and nothing else.</summary>
public sealed class RetryTests
{
    private const string NewPassword = "lady of the lake";

    [Fact]
    public async Task Every_operation_works_where_transactions_may_run_again()
    {
        await using var app = await StartAsync();
        var user = await app.RegisterAsync();
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var cookie = await app.LoginAsync(backend: "cookie");

        var (changed, _) = await ChangePasswordAsync(app, cookie);
        var (ended, _) = await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie);
        var (deleted, _) = await app.SendAsync(HttpMethod.Delete, $"/users/{user.GetProperty("id")}", cookie: await SignInAsync(app));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent), (changed, ended, deleted));
        Assert.Equal(0L, await CountAsync(app, "\"user\""));
        Assert.Equal(0L, await CountAsync(app, "accesstoken"));
    }

    [Fact]
    public async Task Connections_that_are_cut_between_requests_are_not_noticed()
    {
        await using var app = await StartAsync();
        await app.RegisterAsync();
        var cookie = await app.LoginAsync(backend: "cookie");

        await CutAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
        await CutAsync(app);
        await app.RegisterAsync("lancelot@camelot.bt");
        await CutAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await ChangePasswordAsync(app, cookie)).Status);
        await CutAsync(app);
        Assert.NotEmpty(await SignInAsync(app));
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_a_password_change_leaves_all_of_it_done()
    {
        var cutter = new Cutter();
        await using var app = await StartAsync(users => users.Services.AddSingleton<IUserTokenRevoker<Knight>>(cutter));
        await app.RegisterAsync();
        var cookie = await app.LoginAsync(backend: "cookie");
        cutter.Cuts = () => CutAsync(app);

        var (status, _) = await ChangePasswordAsync(app, cookie);

        // Two tries of the transaction, and the look for late tokens after it.
        Assert.Equal(3, cutter.Runs);
        using var old = await app.PostLoginAsync();
        using var changed = await app.PostLoginAsync(password: NewPassword);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (old.StatusCode, changed.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
        Assert.Equal("Onward", (await app.Database.RunAsync("SELECT motto FROM \"user\"")).Single()[0]);
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_a_deletion_leaves_all_of_it_done()
    {
        var cutter = new Cutter();
        await using var app = await StartAsync(users => users.Services.AddSingleton<IUserTokenRevoker<Knight>>(cutter));
        var user = await app.RegisterAsync();
        await app.ExecuteAsync("UPDATE \"user\" SET is_superuser = TRUE");
        var cookie = await app.LoginAsync(backend: "cookie");
        cutter.Cuts = () => CutAsync(app);

        var (status, _) = await app.SendAsync(HttpMethod.Delete, $"/users/{user.GetProperty("id")}", cookie: cookie);

        Assert.Equal((HttpStatusCode.NoContent, 2), (status, cutter.Runs));
        Assert.Equal(0L, await CountAsync(app, "\"user\""));
        Assert.Equal(0L, await CountAsync(app, "accesstoken"));
    }

    [Fact]
    public async Task A_password_change_whose_commit_was_done_but_not_answered_is_done()
    {
        var loss = new LostAnswers();
        await using var app = await StartAsync(loss: loss);
        await app.RegisterAsync();
        var cookie = await app.LoginAsync(backend: "cookie");
        loss.Commits = 1;

        var (status, _) = await ChangePasswordAsync(app, cookie);

        using var old = await app.PostLoginAsync();
        using var changed = await app.PostLoginAsync(password: NewPassword);
        Assert.Equal(0, loss.Commits);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (old.StatusCode, changed.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
    }

    [Fact]
    public async Task A_user_and_a_token_that_were_stored_but_not_answered_are_there_once()
    {
        var loss = new LostAnswers();
        await using var app = await StartAsync(loss: loss);

        loss.Inserts = 1;
        await app.RegisterAsync();
        loss.Inserts = 1;
        var cookie = await app.LoginAsync(backend: "cookie");

        Assert.Equal(0, loss.Inserts);
        Assert.Equal(1L, await CountAsync(app, "\"user\""));
        Assert.Equal(1L, await CountAsync(app, "accesstoken"));
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
    }

    [Fact]
    public async Task A_user_with_an_id_of_the_database_who_was_stored_but_not_answered_is_there_once()
    {
        var loss = new LostAnswers();
        await using var app = await Castle.StartAsync<IntKnight, int, KnightRead<int>>(
            users => Configure<IntKnight, int>(users.Services, loss), database: DatabaseKind.PostgreSql);

        loss.Inserts = 1;
        var user = await app.RegisterAsync();

        Assert.Equal(0, loss.Inserts);
        Assert.Equal(1L, await CountAsync(app, "\"user\""));
        Assert.Equal((await app.Database.RunAsync("SELECT id FROM \"user\"")).Single()[0], user.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task A_stream_of_registrations_stays_whole_while_connections_are_cut()
    {
        await using var app = await StartAsync();
        var registrations = Parallel.ForEachAsync(Enumerable.Range(0, 80), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var (status, _) = await app.SendAsync(HttpMethod.Post, "/auth/register", $$"""{"email":"knight{{number}}@camelot.bt","password":"guinevere"}""");
            Assert.True(status == HttpStatusCode.Created, $"{status}: {string.Join('\n', app.Log.Lines.Where(line => line.Level == LogLevel.Error).Select(line => line.Text))}");
        });

        var cuts = 0;
        for (; cuts < 20 && !registrations.IsCompleted; cuts++)
        {
            await CutAsync(app);
            await Task.Delay(20);
        }

        await registrations;
        Assert.True(cuts > 1);
        Assert.Equal(80L, await CountAsync(app, "\"user\""));
    }

    private static Task<TestApp> StartAsync(Action<FastApiUsersBuilder>? users = null, LostAnswers? loss = null) => Castle.StartAsync(
        builder =>
        {
            Configure<Knight, Guid>(builder.Services, loss);
            users?.Invoke(builder);
        },
        database: DatabaseKind.PostgreSql);

    private static void Configure<TUser, TId>(IServiceCollection services, LostAnswers? loss)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId> =>
        services.ConfigureDbContext<KnightDbContext<TUser, TId>>(options =>
        {
            options.UseNpgsql(npgsql => npgsql.EnableRetryOnFailure());
            if (loss is not null)
                options.AddInterceptors(loss);
        });

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> ChangePasswordAsync(TestApp app, string cookie) =>
        app.SendAsync(HttpMethod.Patch, "/users/me", $$"""{"password":"{{NewPassword}}","motto":"Onward"}""", cookie: cookie);

    private static async Task<string> SignInAsync(TestApp app)
    {
        using var response = await app.PostLoginAsync("cookie", password: NewPassword);
        return response.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];
    }

    private static async Task<object?> CountAsync(TestApp app, string table)
    {
        // A connection that was cut is of no use to the test either.
        using (var pool = new NpgsqlConnection(app.Database.ConnectionString))
            NpgsqlConnection.ClearPool(pool);
        return (await app.Database.RunAsync($"SELECT count(*) FROM {table}")).Single()[0];
    }

    private static async Task CutAsync(TestApp app)
    {
        var name = new NpgsqlConnectionStringBuilder(app.Database.ConnectionString).Database;
        await (await PostgreSqlServer.GetSharedAsync()).ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    /// <summary>Cuts the connections when tokens are to be ended, within the transaction of a password change, the first time.</summary>
    private sealed class Cutter : IUserTokenRevoker<Knight>
    {
        public Func<Task>? Cuts { get; set; }

        public int Runs { get; private set; }

        public async Task RevokeAllAsync(Knight user, CancellationToken cancellationToken)
        {
            Runs++;
            if (Runs == 1)
                await Cuts!();
        }
    }

    /// <summary>Lets the database do its work and loses its answer.</summary>
    private sealed class LostAnswers : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public int Commits { get; set; }

        public int Inserts { get; set; }

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (Commits-- > 0)
                throw Lost();
            Commits = 0;
            return Task.CompletedTask;
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!Lose(command))
                return result;
            await result.DisposeAsync();
            throw Lost();
        }

        private bool Lose(DbCommand command)
        {
            if (Inserts == 0 || !command.CommandText.StartsWith("INSERT", StringComparison.Ordinal))
                return false;
            Inserts--;
            return true;
        }

        private static NpgsqlException Lost() => new("The connection is gone.", new IOException());
    }
}
