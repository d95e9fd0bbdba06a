using System.Net;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>A user who was read before a change is not remembered after it, however the two overlap. The clock stands.</summary>
public sealed class UserCacheRaceTests : IAsyncLifetime
{
    private readonly DatabaseHooks _hooks = new();
    private readonly SteppedTime _time = new();
    private TestApp _app = null!;
    private UserCache<Knight, Guid> _cache = null!;
    private Guid _id;
    private string _token = "";

    // PostgreSQL, where one reads while another writes.
    public async Task InitializeAsync()
    {
        var castle = new CachedCastle
        {
            Time = _time,
            Database = DatabaseKind.PostgreSql,
            Users = users => users.Services.AddScoped<IUserDatabase<Knight, Guid>>(provider => new HookedUserDatabase(
                new EntityFrameworkUserDatabase<Knight, Guid>(provider.GetRequiredService<KnightDbContext<Knight, Guid>>()), _hooks)),
        };
        _app = await castle.StartAsync();
        await _app.SettleAsync();
        _cache = _app.Services.GetRequiredService<UserCache<Knight, Guid>>();
        _id = (await _app.RegisterAsync(more: ""","motto":"first" """)).GetProperty("id").GetGuid();
        _token = await _app.LoginAsync();
        _cache.Remove(_id);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("""{"motto":"second"}""", HttpStatusCode.OK)]
    [InlineData("""{"password":"lancelot-du-lac"}""", HttpStatusCode.Unauthorized)]
    public async Task One_who_was_read_before_a_change_and_comes_after_it(string change, HttpStatusCode expected)
    {
        _hooks.AfterRead = () => _app.PatchAsync(_token, change);

        Assert.Equal("first", await _app.MottoAsync(_token));

        Assert.Equal(expected, await _app.StatusAsync(_token));
        if (expected == HttpStatusCode.OK)
            Assert.Equal("second", await _app.MottoAsync(_token));
    }

    [Fact]
    public async Task One_who_is_read_after_the_write_and_before_its_commit()
    {
        string? meanwhile = null;
        _hooks.BeforeCommit = async () =>
        {
            // Twice, so that it is remembered.
            await _app.MottoAsync(_token);
            meanwhile = await _app.MottoAsync(_token);
        };

        await _app.PatchAsync(_token, """{"motto":"second"}""");

        Assert.Equal("first", meanwhile);
        Assert.Equal("second", await _app.MottoAsync(_token));
    }

    [Fact]
    public async Task One_who_is_read_before_the_commit_and_comes_after_it()
    {
        var commit = new TaskCompletionSource();
        Task<string?>? reading = null;
        _hooks.BeforeCommit = async () =>
        {
            var hasRead = new TaskCompletionSource();
            _hooks.AfterRead = () =>
            {
                hasRead.SetResult();
                return commit.Task;
            };
            reading = _app.MottoAsync(_token);
            await hasRead.Task;
        };

        await _app.PatchAsync(_token, """{"motto":"second"}""");
        commit.SetResult();

        Assert.Equal("first", await reading!);
        Assert.Equal("second", await _app.MottoAsync(_token));
    }

    [Fact]
    public async Task What_a_transaction_has_written_and_takes_back_nobody_remembers()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => ManageAsync(async manager =>
        {
            await using var scope = _app.Services.CreateAsyncScope();
            var services = scope.ServiceProvider.GetRequiredService<UserManagerServices<Knight, Guid>>();
            var own = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
            await services.Database.InTransactionAsync(
                async token =>
                {
                    var user = (await own.FindForTokenAsync(_id, token))!;
                    Assert.True(await services.Database.UpdateAsync(user, changed => changed.Motto = "second", token));
                    Assert.Equal("second", (await own.FindForTokenAsync(_id, token))!.Motto);
                    Assert.Equal("first", (await manager.FindForTokenAsync(_id, token))!.Motto);
                    throw new InvalidOperationException();
                },
                CancellationToken.None);
            return 0;
        }));

        Assert.Equal("first", await _app.MottoAsync(_token));
    }

    [Fact]
    public async Task What_a_scope_has_written_in_a_transaction_of_its_own_nobody_remembers()
    {
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>();
            var manager = scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>();
            await using var transaction = await context.Database.BeginTransactionAsync();
            await manager.UpdateAsync(new KnightUpdate { Motto = "second" }, await manager.GetAsync(_id));

            Assert.Equal("second", (await manager.FindForTokenAsync(_id))!.Motto);
        }

        Assert.Equal("first", await _app.MottoAsync(_token));
    }

    [Fact]
    public async Task A_slow_read_makes_nobody_older()
    {
        _hooks.AfterRead = () =>
        {
            _time.Advance(TimeSpan.FromSeconds(40));
            return _app.Database.RunAsync("UPDATE \"user\" SET motto = 'second'");
        };
        Assert.Equal("first", await _app.MottoAsync(_token));

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal("first", await _app.MottoAsync(_token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("second", await _app.MottoAsync(_token));
    }

    [Fact]
    public void The_search_for_older_hashes_reaches_the_database() => Assert.True(_hooks.HashSearches > 0);

    private async Task<T> ManageAsync<T>(Func<UserManager<Knight, Guid>, Task<T>> ask)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>());
    }
}
