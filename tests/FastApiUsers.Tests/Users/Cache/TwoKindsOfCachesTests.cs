using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.EntityFramework;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>Kinds of users whose ids are equal: each has a cache of its own, with its own settings, or none.</summary>
public sealed class TwoKindsOfCachesTests : IAsyncLifetime
{
    private readonly StatementRecorder _recorder = new();
    private readonly SteppedTime _time = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync(
        (builder, database) =>
        {
            builder.Services.AddDbContext<ThreeKindsDbContext>(options =>
            {
                database.Use(options);
                options.AddInterceptors(_recorder);
            });
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.Services.AddFastApiUsers<Clerk, int>().AddEntityFrameworkDatabase<ThreeKindsDbContext>().AddUserCache(cache => cache.MaximumStaleness = TimeSpan.FromSeconds(30))
                .AddBackend("clerk", new BearerTransport("clerks/login"), strategy => strategy.UseJwt());
            builder.Services.AddFastApiUsers<Customer, int>().AddEntityFrameworkDatabase<ThreeKindsDbContext>().AddUserCache(cache => cache.MaximumStaleness = TimeSpan.FromSeconds(60))
                .AddBackend("customer", new BearerTransport("customers/login"), strategy => strategy.UseJwt());
            builder.Services.AddFastApiUsers<Guest, int>().AddEntityFrameworkDatabase<ThreeKindsDbContext>()
                .AddBackend("guest", new BearerTransport("guests/login"), strategy => strategy.UseJwt());
        },
        app =>
        {
            Castle.EnsureCreated<ThreeKindsDbContext>(app.Services);
            Map<Clerk>(app, "clerk");
            Map<Customer>(app, "customer");
            Map<Guest>(app, "guest");
        });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Each_is_remembered_by_its_own()
    {
        var (clerk, customer, guest) = (await SignInAsync("clerk"), await SignInAsync("customer"), await SignInAsync("guest"));
        await _app.SettleAsync();

        Assert.Equal((1, 1, 1), (await CountAsync("clerk", clerk), await CountAsync("customer", customer), await CountAsync("guest", guest)));
        Assert.Equal((0, 0, 1), (await CountAsync("clerk", clerk), await CountAsync("customer", customer), await CountAsync("guest", guest)));

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((1, 0, 1), (await CountAsync("clerk", clerk), await CountAsync("customer", customer), await CountAsync("guest", guest)));

        _app.Services.GetRequiredService<UserCache<Customer, int>>().Remove(1);
        Assert.Equal((0, 1, 1), (await CountAsync("clerk", clerk), await CountAsync("customer", customer), await CountAsync("guest", guest)));
    }

    private static void Map<TUser>(WebApplication app, string name)
        where TUser : class, IUser<int>, new()
    {
        var users = app.Services.GetRequiredService<FastApiUsers<TUser, int>>();
        users.MapAuthRoutes(app.MapGroup($"/{name}s"), name);
        users.MapRegisterRoutes<BaseUserRead<int>, BaseUserCreate>(app.MapGroup($"/{name}s"));
        app.MapGet($"/{name}", (CurrentActiveUser<TUser> user) => user.Value.Email);
    }

    private async Task<string> SignInAsync(string kind)
    {
        var (_, user) = await _app.SendAsync(HttpMethod.Post, $"/{kind}s/register", $$"""{"email":"{{kind}}@camelot.bt","password":"guinevere"}""");
        Assert.Equal(1, user.GetProperty("id").GetInt32());
        using var form = new FormUrlEncodedContent([new("username", $"{kind}@camelot.bt"), new("password", "guinevere")]);
        using var response = await _app.Client.PostAsync($"/{kind}s/login", form);
        return System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task<int> CountAsync(string kind, string token)
    {
        _recorder.Statements.Clear();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{kind}") { Headers = { { "Authorization", $"Bearer {token}" } } };
        using var response = await _app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{kind}@camelot.bt", await response.Content.ReadAsStringAsync());
        return _recorder.Statements.Count;
    }

    private sealed class Clerk : User<int>;

    private sealed class Customer : User<int>;

    private sealed class Guest : User<int>;

    private sealed class ThreeKindsDbContext(DbContextOptions<ThreeKindsDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
            .UseFastApiUsers<Clerk, int>()
            .UseFastApiUsers<Customer, int>(tables => (tables.Users, tables.AccessTokens) = ("customer", "customer_accesstoken"))
            .UseFastApiUsers<Guest, int>(tables => (tables.Users, tables.AccessTokens) = ("guest", "guest_accesstoken"));
    }
}
