using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.Hosting;

/// <summary>An application with two kinds of users, whose ids may be equal, in one database and with one secret.</summary>
public sealed class TwoKindsTests : IAsyncLifetime
{
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync(
        (builder, database) =>
        {
            builder.Services.AddDbContext<TwoKindsDbContext>(database.Use);
            builder.Services.AddFastApiUsers<Clerk, int>().AddEntityFrameworkDatabase<TwoKindsDbContext>()
                .AddBackend("clerk", new BearerTransport("clerks/login"), strategy => strategy.UseJwt())
                .AddBackend("clerk-db", new BearerTransport("clerks-db/login"), strategy => strategy.UseDatabase());
            builder.Services.AddFastApiUsers<Customer, int>().AddEntityFrameworkDatabase<TwoKindsDbContext>()
                .AddBackend("customer", new BearerTransport("customers/login"), strategy => strategy.UseJwt())
                .AddBackend("customer-db", new BearerTransport("customers-db/login"), strategy => strategy.UseDatabase());
        },
        app =>
        {
            Castle.EnsureCreated<TwoKindsDbContext>(app.Services);
            Map(app.Services.GetRequiredService<FastApiUsers<Clerk, int>>(), app, "clerk");
            Map(app.Services.GetRequiredService<FastApiUsers<Customer, int>>(), app, "customer");
            app.MapGet("/clerk", (CurrentActiveUser<Clerk> user) => user.Value.Email);
            app.MapGet("/customer", (CurrentActiveUser<Customer> user) => user.Value.Email);
            app.MapGet("/customer-required", () => "ok").RequireUser(typeof(Customer));
            app.MapGet("/customer-policy", [Authorize(Policy = UserPolicies.Active + ":Customer")] () => "ok");
        });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("-db")]
    public async Task A_token_of_one_kind_is_nothing_to_the_other(string backend)
    {
        var clerk = await SignInAsync("clerk", backend);
        var customer = await SignInAsync("customer", backend);

        Assert.Equal(HttpStatusCode.OK, await GetAsync("/clerk", clerk));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/customer", clerk));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/customer-required", clerk));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/customer-policy", clerk));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/customer", customer));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/customer-required", customer));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/customer-policy", customer));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/clerk", customer));
    }

    [Fact]
    public async Task One_address_may_be_a_user_of_each_kind()
    {
        await SignInAsync("clerk", "");
        await SignInAsync("customer", "");
    }

    [Fact]
    public async Task A_route_that_does_not_name_its_kind_stops_the_start()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            (builder, _) =>
            {
                builder.Services.AddFastApiUsers<Clerk, int>();
                builder.Services.AddFastApiUsers<Customer, int>();
            },
            app => app.MapResetPasswordRoutes()));

        Assert.Contains("There are 2 kinds of users (Clerk, Customer)", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_kinds_of_one_name_stop_the_start()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            (builder, _) =>
            {
                builder.Services.AddFastApiUsers<Knight, Guid>();
                builder.Services.AddFastApiUsers<Other.Knight, int>();
            },
            _ => { }));

        Assert.Contains("have one name", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_kinds_whose_tokens_nothing_tells_apart_stop_the_start()
    {
        var mistake = await Assert.ThrowsAsync<OptionsValidationException>(() => TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<TwoKindsDbContext>(database.Use);
                builder.Services.AddFastApiUsers<Clerk, int>().AddEntityFrameworkDatabase<TwoKindsDbContext>()
                    .AddBackend("clerk", new BearerTransport("clerks/login"), strategy => strategy.UseJwt(jwt => jwt.Audiences.Add("company")));
                builder.Services.AddFastApiUsers<Customer, int>().AddEntityFrameworkDatabase<TwoKindsDbContext>()
                    .AddBackend("customer", new BearerTransport("customers/login"), strategy => strategy.UseJwt(jwt => jwt.Audiences.Add("company")));
            },
            _ => { }));

        Assert.Contains("FastApiUsers:Backends:clerk:Audiences and FastApiUsers:Backends:customer:Audiences have one secret and one audience", mistake.Message, StringComparison.Ordinal);
    }

    private static class Other
    {
        public sealed class Knight : User<int>;
    }

    private static void Map<TUser>(FastApiUsers<TUser, int> users, WebApplication app, string name)
        where TUser : class, IUser<int>, new()
    {
        users.MapAuthRoutes(app.MapGroup($"/{name}s"), name);
        users.MapAuthRoutes(app.MapGroup($"/{name}s-db"), name + "-db");
        users.MapRegisterRoutes<BaseUserRead<int>, BaseUserCreate>(app.MapGroup($"/{name}s"));
    }

    private async Task<string> SignInAsync(string kind, string backend)
    {
        await _app.SendAsync(HttpMethod.Post, $"/{kind}s/register", """{"email":"arthur@camelot.bt","password":"guinevere"}""");
        using var form = new FormUrlEncodedContent([new("username", "arthur@camelot.bt"), new("password", "guinevere")]);
        using var response = await _app.Client.PostAsync($"/{kind}s{backend}/login", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await System.Text.Json.JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync())).RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task<HttpStatusCode> GetAsync(string path, string token) => (await _app.SendAsync(HttpMethod.Get, path, token: token)).Status;

    private sealed class Clerk : User<int>;

    private sealed class Customer : User<int>;

    private sealed class TwoKindsDbContext(DbContextOptions<TwoKindsDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
            .UseFastApiUsers<Clerk, int>()
            .UseFastApiUsers<Customer, int>(tables => (tables.Users, tables.AccessTokens) = ("customer", "customer_accesstoken"));
    }
}
