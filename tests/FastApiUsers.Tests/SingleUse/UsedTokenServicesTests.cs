using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>Which store of used tokens an application has, the check at its start, and the removal of what is over.</summary>
public sealed class UsedTokenServicesTests
{
    [Theory]
    [InlineData("Redis", true)]
    [InlineData("Redis", false)]
    [InlineData("EntityFramework", true)]
    [InlineData("EntityFramework", false)]
    public void A_store_that_is_chosen_stands_in_the_place_of_the_one_in_memory(string choice, bool isFirst)
    {
        var services = new ServiceCollection();
        var users = services.AddFastApiUsers<Knight, Guid>();
        if (isFirst)
            Choose(users, choice);
        services.TryAddSingleton<IUsedTokens, MemoryUsedTokens>();
        if (!isFirst)
            Choose(users, choice);

        var service = Assert.Single(services, service => service.ServiceType == typeof(IUsedTokens));

        Assert.NotNull(service.ImplementationFactory);
        Assert.Equal(ServiceLifetime.Singleton, service.Lifetime);
    }

    [Fact]
    public void Choosing_for_each_kind_of_users_is_harmless_and_the_last_choice_counts()
    {
        var services = new ServiceCollection();
        var (chosen, other) = (new MemoryUsedTokens(TimeProvider.System), new MemoryUsedTokens(TimeProvider.System));
        services.AddFastApiUsers<Knight, Guid>().AddUsedTokens(_ => other).AddUsedTokens(_ => other);
        services.AddFastApiUsers<Knight<int>, int>().AddUsedTokens(_ => chosen);

        Assert.Single(services, service => service.ServiceType == typeof(IUsedTokens));
        Assert.Single(services, service => service.ImplementationType == typeof(ExpiredUsedTokens));
        Assert.Single(services, service => service.ImplementationType == typeof(TokenCleanup));
        using var provider = services.BuildServiceProvider();
        Assert.Same(chosen, provider.GetRequiredService<IUsedTokens>());
    }

    [Fact]
    public async Task A_model_without_the_table_stops_the_start_and_names_the_call()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync(
            users => users.AddEntityFrameworkUsedTokens<KnightDbContext<Knight, Guid>>()));

        Assert.Contains("has no table of used tokens. Call modelBuilder.UseFastApiUsersUsedTokens() in OnModelCreating.", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("true", 2)]
    [InlineData("false", 5)]
    public async Task The_program_removes_in_batches_what_is_over_and_nothing_else(string? enabled, int left)
    {
        var time = new SteppedTime();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = await Castle.StartAsync(
            users =>
            {
                users.Services.AddSingleton<TimeProvider>(time);
                users.Services.AddDbContext<UsedTokenDbContext>(database.Use);
                users.AddEntityFrameworkUsedTokens<UsedTokenDbContext>();
            },
            app => Castle.EnsureCreated<UsedTokenDbContext>(app.Services),
            new Dictionary<string, string?>
            {
                ["FastApiUsers:TokenCleanup:Interval"] = "00:00:00.1", ["FastApiUsers:TokenCleanup:BatchSize"] = "2", ["FastApiUsers:TokenCleanup:Enabled"] = enabled,
            });
        var used = app.Services.GetRequiredService<IUsedTokens>();
        for (var i = 1; i <= 5; i++)
            await used.TryUseAsync(OpaqueToken.Generate(), TimeSpan.FromMinutes(i), default);
        time.Advance(TimeSpan.FromMinutes(3));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await CountAsync(database) > left)
            await Task.Delay(50, limit.Token);

        // The interval is far shorter.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(left, await CountAsync(database));
    }

    private static void Choose(FastApiUsersBuilder users, string choice)
    {
        if (choice == "Redis")
            users.AddRedisUsedTokens();
        else
            users.AddEntityFrameworkUsedTokens<UsedTokenDbContext>();
    }

    private static async Task<int> CountAsync(TestDatabase database) => (await database.RunAsync("SELECT id FROM used_token")).Count;
}
