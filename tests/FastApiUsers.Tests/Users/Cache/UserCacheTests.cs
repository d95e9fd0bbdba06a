using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Tests.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>What a node remembers of users, and for how long.</summary>
public sealed class UserCacheTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData("jwt", 1)]
    [InlineData("database", 2)]
    [InlineData("redis", 1)]
    public async Task By_default_each_request_reads_its_user(string backend, int statements)
    {
        var castle = new CachedCastle { IsOn = false, Redis = redis.Server.Configuration };
        await using var app = await castle.StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync(backend: backend);

        Assert.Equal(statements, await castle.CountAsync(app, token));
        Assert.Equal(statements, await castle.CountAsync(app, token));
        Assert.Null(app.Services.GetService<UserCache<Knight, Guid>>());
    }

    [Theory]
    [InlineData("jwt", false, 0)]
    [InlineData("jwt", true, 0)]
    [InlineData("database", false, 1)]
    [InlineData("database", true, 1)]
    [InlineData("redis", false, 0)]
    [InlineData("redis", true, 0)]
    public async Task A_user_who_is_remembered_is_not_read(string backend, bool hasSessions, int statements)
    {
        var castle = new CachedCastle { HasSessions = hasSessions, Redis = redis.Server.Configuration };
        await using var app = await castle.StartAsync();
        var id = (await app.RegisterAsync()).GetProperty("id").GetGuid();
        var token = await app.LoginAsync(backend: backend);

        // The first reads, and with sessions the second asks which were ended.
        await app.MeAsync(token);
        await app.MeAsync(token);

        Assert.Equal(statements, await castle.CountAsync(app, token));
        Assert.Equal(id, (await app.MeAsync(token)).GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("00:00:20", 20_000)]
    [InlineData("00:01:00", 60_000)]
    public async Task A_user_is_remembered_for_the_staleness_alone(string setting, int milliseconds)
    {
        var castle = new CachedCastle();
        await using var app = await castle.StartAsync(("FastApiUsers:UserCache:MaximumStaleness", setting));
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        Assert.Equal("", await app.MottoAsync(token));
        await app.Database.RunAsync("UPDATE \"user\" SET motto = 'Dieu et mon droit'");

        // What is used meanwhile is not kept for longer.
        castle.Time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.Equal("", await app.MottoAsync(token));

        castle.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("Dieu et mon droit", await app.MottoAsync(token));
    }

    [Theory]
    [InlineData("1", 10, 30)]
    [InlineData("10000", 3, 3)]
    public async Task Users_who_have_no_place_are_read_anew(string size, int atLeast, int atMost)
    {
        var castle = new CachedCastle();
        await using var app = await castle.StartAsync(("FastApiUsers:UserCache:MaximumUsers", size));
        var tokens = new List<string>();
        foreach (var name in new[] { "arthur", "bors", "caradoc" })
        {
            await app.RegisterAsync($"{name}@camelot.bt");
            tokens.Add(await app.LoginAsync($"{name}@camelot.bt"));
        }

        var reads = 0;
        for (var i = 0; i < 30; i++)
            reads += await castle.CountAsync(app, tokens[i % 3]);

        Assert.InRange(reads, atLeast, atMost);
    }

    [Fact]
    public async Task What_a_transaction_of_the_application_has_read_is_for_nobody_else()
    {
        await using var app = await new CachedCastle().StartAsync();
        var id = (await app.RegisterAsync()).GetProperty("id").GetGuid();
        var token = await app.LoginAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>();
            await using var transaction = await context.Database.BeginTransactionAsync();
            await context.Set<Knight>().ExecuteUpdateAsync(set => set.SetProperty(knight => knight.IsSuperuser, true));
            Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>().FindForTokenAsync(id))!.IsSuperuser);
        }

        Assert.False((await app.MeAsync(token)).GetProperty("is_superuser").GetBoolean());
    }

    [Fact]
    public async Task What_a_request_does_to_its_user_no_other_sees()
    {
        var castle = new CachedCastle
        {
            Routes = app => app.MapGet("/spoil", (CurrentActiveUser<Knight> user) =>
            {
                Assert.Equal("", user.Value.Motto);
                (user.Value.Motto, user.Value.IsSuperuser) = ("spoiled", true);
            }),
        };
        await using var app = await castle.StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();

        // The first is read from the database, the others are from memory.
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await app.SendAsync(HttpMethod.Get, "/spoil", token: token)).Status);

        var me = await app.MeAsync(token);
        Assert.Equal("", me.GetProperty("motto").GetString());
        Assert.False(me.GetProperty("is_superuser").GetBoolean());
    }

    [Fact]
    public async Task Who_is_inactive_is_not_remembered()
    {
        var castle = new CachedCastle();
        await using var app = await castle.StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        await app.Database.RunAsync("UPDATE \"user\" SET is_active = false");
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync(token));

        await app.Database.RunAsync("UPDATE \"user\" SET is_active = true");

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(token));
    }

    [Fact]
    public async Task Only_the_read_for_a_token_is_from_memory()
    {
        await using var app = await new CachedCastle().StartAsync();
        var id = (await app.RegisterAsync()).GetProperty("id").GetGuid();
        var token = await app.LoginAsync();
        var merlin = await app.LoginSuperuserAsync();
        await app.MeAsync(token);
        await app.Database.RunAsync("UPDATE \"user\" SET motto = 'new', is_active = false");
        await app.Database.RunAsync("UPDATE \"user\" SET is_active = true WHERE email = 'merlin@camelot.bt'");

        Assert.Equal("", await app.MottoAsync(token));
        Assert.Equal("new", (await app.SendAsync(HttpMethod.Get, $"/users/{id}", token: merlin)).Body.GetProperty("motto").GetString());
        using var login = await app.PostLoginAsync();
        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.False((await scope.ServiceProvider.GetRequiredService<UserManager<Knight, Guid>>().GetAsync(id)).IsActive);
    }

    [Fact]
    public async Task What_the_manager_of_the_application_decides_is_decided_in_each_request()
    {
        var gate = new Gate();
        var castle = new CachedCastle
        {
            Users = users =>
            {
                users.Services.AddSingleton(gate);
                users.AddUserManager<GatedManager>();
            },
        };
        await using var app = await castle.StartAsync();
        await app.RegisterAsync();
        var token = await app.LoginAsync();
        await app.MeAsync(token);
        Assert.Equal(0, await castle.CountAsync(app, token));

        gate.IsClosed = true;

        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync(token));
    }

    private sealed class Gate
    {
        public bool IsClosed { get; set; }
    }

    private sealed class GatedManager(UserManagerServices<Knight, Guid> services, Gate gate) : UserManager<Knight, Guid>(services)
    {
        public override async Task<Knight?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
            gate.IsClosed ? null : await base.FindAsync(id, cancellationToken);
    }
}
