using System.Globalization;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>Marks of used tokens in a real Redis.</summary>
public sealed class RedisUsedTokensTests(RedisFixture redis) : UsedTokensContract, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    private protected override IUsedTokens Used => _services.GetRequiredService<IUsedTokens>();

    // Redis forgets by its own clock; long enough for two calls on a loaded machine.
    private protected override TimeSpan ShortLifetime => TimeSpan.FromSeconds(2);

    public Task InitializeAsync()
    {
        _services = Open(redis.Server.Configuration);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    private protected override Task PassAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromMilliseconds(200));

    [Fact]
    public async Task A_mark_is_a_key_that_lives_as_long_as_the_token()
    {
        var id = NewId();
        await Used.TryUseAsync(id, TimeSpan.FromMilliseconds(600_001), default);

        var rest = long.Parse(await redis.Server.CommandAsync("PTTL", "fastapi_users_used:" + id), CultureInfo.InvariantCulture);

        Assert.InRange(rest, 540_000, 600_001);
    }

    [Fact]
    public async Task Applications_with_a_prefix_each_do_not_meet()
    {
        await using var other = Open(redis.Server.Configuration, "shop:used:");
        var id = NewId();
        await Used.TryUseAsync(id, Lifetime, default);

        Assert.True(await other.GetRequiredService<IUsedTokens>().TryUseAsync(id, Lifetime, default));

        Assert.Equal("1", (await redis.Server.CommandAsync("EXISTS", "shop:used:" + id)).Trim());
    }

    [Fact]
    public async Task Nodes_share_the_marks()
    {
        await using var other = Open(redis.Server.Configuration);
        var id = NewId();
        await Used.TryUseAsync(id, Lifetime, default);

        Assert.False(await other.GetRequiredService<IUsedTokens>().TryUseAsync(id, Lifetime, default));
    }

    [Fact]
    public async Task A_Redis_that_is_gone_is_an_outage()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server.Configuration, timeout: "00:00:01");
        var used = services.GetRequiredService<IUsedTokens>();
        await server.KillAsync();

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => used.TryUseAsync(NewId(), Lifetime, default));
    }

    [Fact]
    public async Task A_Redis_that_hangs_is_an_outage_and_what_it_was_asked_stays_marked()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server.Configuration, timeout: "00:00:05");
        var used = services.GetRequiredService<IUsedTokens>();
        await used.TryUseAsync(NewId(), Lifetime, default);
        var id = NewId();
        await server.PauseAsync();

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => used.TryUseAsync(id, Lifetime, default));
        await server.ResumeAsync();

        await using var other = Open(server.Configuration);
        Assert.False(await other.GetRequiredService<IUsedTokens>().TryUseAsync(id, Lifetime, default));
    }

    private static ServiceProvider Open(string configuration, string? prefix = null, string timeout = RedisServer.PatientTimeout)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("FastApiUsers:Redis:Configuration", configuration), new("FastApiUsers:Redis:Timeout", timeout)])
            .Build());
        services.AddLogging();
        var users = services.AddFastApiUsers<Knight, Guid>();
        if (prefix is null)
            users.AddRedisUsedTokens();
        else
            users.AddRedisUsedTokens(prefix);
        return services.BuildServiceProvider();
    }
}
