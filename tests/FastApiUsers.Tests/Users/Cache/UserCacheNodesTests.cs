using System.Net;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>What is written elsewhere, on another node or past the manager, a node knows when the staleness is over.</summary>
public sealed class UserCacheNodesTests : IAsyncLifetime
{
    private readonly SteppedTime _time = new();
    private TestDatabase _database = null!;
    private TestApp _a = null!;
    private TestApp _b = null!;
    private string _id = "";
    private string _token = "";
    private string _merlin = "";

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(TestDatabase.DefaultKind);
        _a = await new CachedCastle { Shared = _database, Time = _time }.StartAsync();
        _b = await new CachedCastle { Shared = _database, Time = _time }.StartAsync();
        _merlin = await _a.LoginSuperuserAsync();
        _id = (await _a.RegisterAsync(more: ""","motto":"first" """)).GetProperty("id").GetString()!;
        _token = await _a.LoginAsync();
        Assert.Equal("first", await _b.MottoAsync(_token));
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("deactivation")]
    [InlineData("deletion")]
    [InlineData("password")]
    public async Task What_ends_a_token_ends_it_on_another_node_in_time(string way)
    {
        var (status, _) = way switch
        {
            "deletion" => await _a.SendAsync(HttpMethod.Delete, $"/users/{_id}", token: _merlin),
            "deactivation" => await _a.SendAsync(HttpMethod.Patch, $"/users/{_id}", """{"is_active":false}""", _merlin),
            _ => await _a.SendAsync(HttpMethod.Patch, "/users/me", """{"password":"lancelot-du-lac"}""", _token),
        };
        Assert.True((int)status is 200 or 204);

        Assert.Equal(HttpStatusCode.Unauthorized, await _a.StatusAsync(_token));
        Assert.Equal(HttpStatusCode.OK, await _b.StatusAsync(_token));
        _time.Advance(CachedCastle.Staleness);
        Assert.Equal(HttpStatusCode.Unauthorized, await _b.StatusAsync(_token));
    }

    [Fact]
    public async Task A_change_is_seen_on_another_node_in_time()
    {
        await _a.PatchAsync(_token, """{"motto":"second"}""");

        Assert.Equal("first", await _b.MottoAsync(_token));
        _time.Advance(CachedCastle.Staleness);
        Assert.Equal("second", await _b.MottoAsync(_token));
    }

    [Fact]
    public async Task A_token_of_the_new_password_is_good_at_once_and_the_old_one_no_longer()
    {
        await _a.PatchAsync(_token, """{"password":"lancelot-du-lac"}""");
        using var login = await _a.PostLoginAsync(password: "lancelot-du-lac");
        var token = System.Text.Json.JsonDocument.Parse(await login.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;

        Assert.Equal(HttpStatusCode.OK, await _b.StatusAsync(token));
        Assert.Equal(HttpStatusCode.Unauthorized, await _b.StatusAsync(_token));
    }

    [Fact]
    public async Task A_change_back_to_what_a_node_remembers_is_stored()
    {
        await _a.PatchAsync(_token, """{"motto":"second"}""");

        await _b.PatchAsync(_token, """{"motto":"first"}""");

        Assert.Equal("first", (await _database.RunAsync($"SELECT motto FROM \"user\" WHERE email = '{UserClient.Email}'")).Single()[0]);
    }

    [Fact]
    public async Task A_change_by_who_is_no_longer_the_same_is_refused_though_a_node_remembers_them()
    {
        await _a.PatchAsync(_token, """{"password":"lancelot-du-lac"}""");

        var (status, _) = await _b.SendAsync(HttpMethod.Patch, "/users/me", """{"motto":"stolen"}""", _token);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("first", (await _database.RunAsync($"SELECT motto FROM \"user\" WHERE email = '{UserClient.Email}'")).Single()[0]);
    }

    [Fact]
    public async Task What_is_changed_past_the_manager_is_seen_at_once_where_the_user_is_removed()
    {
        await _database.RunAsync("UPDATE \"user\" SET motto = 'second'");
        Assert.Equal("first", await _b.MottoAsync(_token));

        _b.Services.GetRequiredService<UserCache<Knight, Guid>>().Remove(Guid.Parse(_id));

        Assert.Equal("second", await _b.MottoAsync(_token));
    }
}
