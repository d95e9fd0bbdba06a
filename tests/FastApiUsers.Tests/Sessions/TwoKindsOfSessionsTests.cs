using System.Net;
using System.Text.Json;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Passwords;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Sessions;

/// <summary>Two kinds of users with sessions, whose ids are equal, in one database or Redis and with one secret.</summary>
public sealed class TwoKindsOfSessionsTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    public static TheoryData<string, bool> StrategiesAndStores => new()
    {
        { "jwt", false }, { "jwt", true }, { "database", false }, { "database", true }, { "redis", false }, { "redis", true },
    };

    [Theory]
    [MemberData(nameof(StrategiesAndStores))]
    public async Task Each_kind_sees_and_ends_its_own(string strategy, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var clerk = await SignInAsync(app, "clerk", strategy);
        var customer = await SignInAsync(app, "customer", strategy);
        await app.ExecuteAsync<TwoKindsDbContext>("UPDATE \"user\" SET is_superuser = true");

        var sessionOfClerk = Assert.Single((await clerk.GetAsync(app, "/clerks/sessions")).EnumerateArray()).GetProperty("id").GetString();
        var sessionOfCustomer = Assert.Single((await customer.GetAsync(app, "/customers/sessions")).EnumerateArray()).GetProperty("id").GetString();
        Assert.NotEqual(sessionOfClerk, sessionOfCustomer);
        Assert.Equal(sessionOfClerk, Assert.Single((await clerk.GetAsync(app, "/clerks/users/1/sessions")).EnumerateArray()).GetProperty("id").GetString());

        Assert.Equal(HttpStatusCode.NotFound, await customer.SendAsync(app, HttpMethod.Delete, $"/customers/sessions/{sessionOfClerk}"));
        Assert.Equal(HttpStatusCode.NoContent, await customer.SendAsync(app, HttpMethod.Delete, "/customers/sessions"));
        Assert.Equal(HttpStatusCode.OK, await clerk.SendAsync(app, HttpMethod.Get, "/clerks/sessions"));
        Assert.Equal(HttpStatusCode.NoContent, await clerk.SendAsync(app, HttpMethod.Delete, "/clerks/users/1/sessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, await clerk.SendAsync(app, HttpMethod.Get, "/clerks/sessions"));
        Assert.Equal(HttpStatusCode.OK, await customer.SendAsync(app, HttpMethod.Get, "/customers/sessions"));
    }

    [Theory]
    [MemberData(nameof(StrategiesAndStores))]
    public async Task The_tokens_of_one_kind_are_nothing_to_the_other(string strategy, bool inRedis)
    {
        await using var app = await StartAsync(inRedis);
        var clerk = await SignInAsync(app, "clerk", strategy);
        var customer = await SignInAsync(app, "customer", strategy);

        Assert.Equal(HttpStatusCode.Unauthorized, await clerk.SendAsync(app, HttpMethod.Get, "/customers/sessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, await customer.SendAsync(app, HttpMethod.Get, "/clerks/sessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, await clerk.RefreshAsync(app, $"/customers-{strategy}/refresh"));
        Assert.Equal(HttpStatusCode.Unauthorized, await customer.RefreshAsync(app, $"/clerks-{strategy}/refresh"));

        Assert.Equal(HttpStatusCode.OK, await clerk.RefreshAsync(app, $"/clerks-{strategy}/refresh"));
        Assert.Equal(HttpStatusCode.OK, await customer.RefreshAsync(app, $"/customers-{strategy}/refresh"));
    }

    // Ids are counted from 1 in each database, and the tests share one Redis.
    private async Task<TestApp> StartAsync(bool inRedis)
    {
        await redis.Server.CommandAsync("FLUSHALL");
        return await StartEmptyAsync(inRedis);
    }

    private Task<TestApp> StartEmptyAsync(bool inRedis) => TestApp.StartAsync(
        (builder, database) =>
        {
            builder.Services.AddDbContext<TwoKindsDbContext>(database.Use);
            builder.Services.AddSingleton<IPasswordHelper, CheapPasswords>();
            AddUsers<Clerk>(builder.Services, "clerk", inRedis);
            AddUsers<Customer>(builder.Services, "customer", inRedis);
        },
        app =>
        {
            Castle.EnsureCreated<TwoKindsDbContext>(app.Services);
            Map<Clerk>(app, "clerk");
            Map<Customer>(app, "customer");
        },
        new Dictionary<string, string?> { ["FastApiUsers:Redis:Configuration"] = redis.Server.Configuration });

    private static void AddUsers<TUser>(IServiceCollection services, string name, bool inRedis)
        where TUser : class, IUser<int>, new()
    {
        var users = services.AddFastApiUsers<TUser, int>()
            .AddEntityFrameworkDatabase<TwoKindsDbContext>()
            .AddSessions()
            .AddBackend($"{name}-jwt", new BearerTransport($"{name}s-jwt/login"), strategy => strategy.UseJwt().WithRefreshTokens())
            .AddBackend($"{name}-database", new BearerTransport($"{name}s-database/login"), strategy => strategy.UseDatabase().WithRefreshTokens())
            .AddBackend($"{name}-redis", new BearerTransport($"{name}s-redis/login"), strategy => strategy.UseRedis().WithRefreshTokens());
        if (inRedis)
            users.AddRedisSessionDatabase();
    }

    private static void Map<TUser>(WebApplication app, string name)
        where TUser : class, IUser<int>, new()
    {
        var users = app.Services.GetRequiredService<FastApiUsers<TUser, int>>();
        foreach (var strategy in new[] { "jwt", "database", "redis" })
            users.MapAuthRoutes(app.MapGroup($"/{name}s-{strategy}"), $"{name}-{strategy}");
        users.MapRegisterRoutes<BaseUserRead<int>, BaseUserCreate>(app.MapGroup($"/{name}s"));
        users.MapSessionRoutes<BaseSessionRead>(app.MapGroup($"/{name}s"));
    }

    private static async Task<Person> SignInAsync(TestApp app, string kind, string strategy)
    {
        var (registered, user) = await app.SendAsync(HttpMethod.Post, $"/{kind}s/register", """{"email":"arthur@camelot.bt","password":"guinevere"}""");
        Assert.Equal(HttpStatusCode.Created, registered);
        Assert.Equal(1, user.GetProperty("id").GetInt32());
        using var form = new FormUrlEncodedContent([new("username", "arthur@camelot.bt"), new("password", "guinevere")]);
        using var response = await app.Client.PostAsync($"/{kind}s-{strategy}/login", form);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return new(body.GetProperty("access_token").GetString()!, body.GetProperty("refresh_token").GetString()!);
    }

    private sealed record Person(string AccessToken, string RefreshToken)
    {
        public async Task<HttpStatusCode> SendAsync(TestApp app, HttpMethod method, string path) => (await app.SendAsync(method, path, token: AccessToken)).Status;

        public async Task<JsonElement> GetAsync(TestApp app, string path) => (await app.SendAsync(HttpMethod.Get, path, token: AccessToken)).Body;

        public async Task<HttpStatusCode> RefreshAsync(TestApp app, string path)
        {
            using var form = new FormUrlEncodedContent([new("refresh_token", RefreshToken)]);
            using var response = await app.Client.PostAsync(path, form);
            return response.StatusCode;
        }
    }

    private sealed class Clerk : User<int>;

    private sealed class Customer : User<int>;

    private sealed class TwoKindsDbContext(DbContextOptions<TwoKindsDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
            .UseFastApiUsers<Clerk, int>()
            .UseFastApiUsersSessions<Clerk, int>()
            .UseFastApiUsers<Customer, int>(tables => (tables.Users, tables.AccessTokens) = ("customer", "customer_accesstoken"))
            .UseFastApiUsersSessions<Customer, int>("customer_session");
    }
}
