using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Settings;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.Hosting;

/// <summary>What is set up wrongly stops the start, and the message names the setting or the call that mends it.</summary>
public sealed class StartUpTests
{
    [Theory]
    [InlineData("FastApiUsers:Secret", null, "FastApiUsers:Secret is not set")]
    [InlineData("FastApiUsers:Secret", "SECRETSECRETSECRETSECRETSECRETS", "FastApiUsers:Secret has 31 bytes")]
    [InlineData("FastApiUsers:ResetPassword:Secret", "short", "FastApiUsers:ResetPassword:Secret has 5 bytes")]
    [InlineData("FastApiUsers:Verification:Secret", "short", "FastApiUsers:Verification:Secret has 5 bytes")]
    [InlineData("FastApiUsers:ResetPassword:Lifetime", "00:00:00", "FastApiUsers:ResetPassword:Lifetime is not positive")]
    [InlineData("FastApiUsers:Verification:Lifetime", "-1", "FastApiUsers:Verification:Lifetime is not positive")]
    [InlineData("FastApiUsers:Verification:Audience", "fastapi-users:reset", "FastApiUsers:ResetPassword:Audience and FastApiUsers:Verification:Audience have one secret and one audience")]
    [InlineData("FastApiUsers:Backends:jwt:Audiences:0", "fastapi-users:reset", "FastApiUsers:ResetPassword:Audience and FastApiUsers:Backends:jwt:Audiences have one secret and one audience")]
    [InlineData("FastApiUsers:Sercet", "x", "FastApiUsers:Sercet is not a setting")]
    [InlineData("FastApiUsers:Hashing:QueueLenght", "5", "FastApiUsers:Hashing:QueueLenght is not a setting")]
    [InlineData("FastApiUsers:PasswordPolicy:MinLength", "15", "FastApiUsers:PasswordPolicy:MinLength is not a setting")]
    [InlineData("FastApiUsers:PasswordPolicy:Breached:Enabeld", "true", "FastApiUsers:PasswordPolicy:Breached:Enabeld is not a setting")]
    [InlineData("FastApiUsers:ResetPassword:Lifetme", "01:00:00", "FastApiUsers:ResetPassword:Lifetme is not a setting")]
    [InlineData("FastApiUsers:Backends:jwt:Lifetme", "01:00:00", "FastApiUsers:Backends:jwt:Lifetme is not a setting")]
    [InlineData("FastApiUsers:Backends:jwt:Lifetime", "9999999.00:00:00", "FastApiUsers:Backends:jwt:Lifetime is not positive, or over 100 years")]
    [InlineData("FastApiUsers:Backends:cookie:Lifetime", "9999999.00:00:00", "FastApiUsers:Backends:cookie:Lifetime is not positive, or over 100 years")]
    [InlineData("FastApiUsers:Verification:Lifetime", "9999999.00:00:00", "FastApiUsers:Verification:Lifetime is not positive, or over 100 years")]
    [InlineData("FastApiUsers:Hashing:QueueTimeout", "100.00:00:00", "FastApiUsers:Hashing:QueueTimeout is not positive, or over an hour")]
    [InlineData("FastApiUsers:Database:StartTimeuot", "00:00:30", "FastApiUsers:Database:StartTimeuot is not a setting")]
    [InlineData("FastApiUsers:Database:StartTimeout", "-1", "FastApiUsers:Database:StartTimeout is negative, or over an hour")]
    [InlineData("FastApiUsers:TokenCleanup:Enabeld", "true", "FastApiUsers:TokenCleanup:Enabeld is not a setting")]
    [InlineData("FastApiUsers:TokenCleanup:Interval", "00:00:00", "FastApiUsers:TokenCleanup:Interval is not positive, or over 30 days")]
    [InlineData("FastApiUsers:TokenCleanup:BatchSize", "0", "FastApiUsers:TokenCleanup:BatchSize is not positive")]
    [InlineData("FastApiUsers:Backends:jwtt:Lifetime", "01:00:00", "FastApiUsers:Backends:jwtt is not a backend")]
    [InlineData("FastApiUsers:MaximumPasswordBytes", "0", "FastApiUsers:MaximumPasswordBytes is not positive")]
    [InlineData("FastApiUsers:TokenStorage", "7", "FastApiUsers:TokenStorage is not one of its names")]
    [InlineData("FastApiUsers:Backends:jwt:Secret", "short", "FastApiUsers:Backends:jwt:Secret has 5 bytes")]
    [InlineData("FastApiUsers:Backends:jwt:Lifetime", "00:00:00", "FastApiUsers:Backends:jwt:Lifetime is not positive")]
    [InlineData("FastApiUsers:Backends:jwt:Algorithm", "none", "FastApiUsers:Backends:jwt:Algorithm is 'none'")]
    [InlineData("FastApiUsers:Backends:jwt:Algorithm", "RS256", "FastApiUsers:Backends:jwt:Secret is not set. RS256 needs a private key")]
    [InlineData("FastApiUsers:Backends:cookie:Lifetime", "00:00:00", "FastApiUsers:Backends:cookie:Lifetime is not positive")]
    public async Task A_setting_that_is_wrong_is_named(string setting, string? value, string message)
    {
        var mistake = await Assert.ThrowsAnyAsync<Exception>(() => Castle.StartAsync(settings: new Dictionary<string, string?> { [setting] = value }));

        Assert.Contains(message, mistake.ToString(), StringComparison.Ordinal);
        Assert.IsType<OptionsValidationException>(mistake);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_read_is_named()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync(
            settings: new Dictionary<string, string?> { ["FastApiUsers:TokenStorage"] = "Hased" }));

        Assert.Contains("FastApiUsers:TokenStorage", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Development_a_missing_secret_is_made_and_told_of()
    {
        await using var app = await TestApp.StartAsync(AddUsers, _ => { }, new Dictionary<string, string?> { ["FastApiUsers:Secret"] = null }, "Development");

        Assert.True(app.Services.GetRequiredService<IOptions<FastApiUsersOptions>>().Value.Secret!.ByteLength >= 32);
        Assert.Contains(app.Log.Lines, line => line.Id == 5 && line.Text.Contains("FastApiUsers:Secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_Development_the_secret_stays_when_settings_are_read_anew()
    {
        await using var app = await TestApp.StartAsync(AddUsers, _ => { }, new Dictionary<string, string?> { ["FastApiUsers:Secret"] = null }, "Development");
        var options = app.Services.GetRequiredService<IOptionsMonitor<FastApiUsersOptions>>();
        var (before, secret) = (options.CurrentValue, options.CurrentValue.Secret!.Reveal());

        app.Services.GetRequiredService<IOptionsMonitorCache<FastApiUsersOptions>>().Clear();

        Assert.NotSame(before, options.CurrentValue);
        Assert.Equal(secret, options.CurrentValue.Secret!.Reveal());
    }

    [Fact]
    public async Task In_Development_a_short_secret_works()
    {
        await using var app = await TestApp.StartAsync(AddUsers, Map, new Dictionary<string, string?> { ["FastApiUsers:Secret"] = "short" }, "Development");
        await app.RegisterAsync();

        Assert.NotEmpty(await app.LoginAsync());
    }

    [Fact]
    public async Task Two_backends_of_one_name_stop_the_start()
    {
        var mistake = await Assert.ThrowsAsync<DuplicateBackendNamesException>(() => Castle.StartAsync(
            users => users.AddBackend("jwt", new CookieTransport(), strategy => strategy.UseJwt())));

        Assert.Contains("'jwt'", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_backend_without_a_strategy_names_the_call() => MistakeAsync<ArgumentException>(
        "UseJwt()", users => users.AddBackend("other", new CookieTransport(), _ => { }));

    [Fact]
    public Task A_backend_with_two_strategies_is_told_so() => MistakeAsync<InvalidOperationException>(
        "has a strategy already", users => users.AddBackend("other", new CookieTransport(), strategy => strategy.UseJwt().UseDatabase()));

    [Fact]
    public Task A_manager_of_other_users_names_the_type_it_needs() => MistakeAsync<ArgumentException>(
        "UserManager<Knight, Guid>", users => users.AddUserManager<StartUpTests>());

    [Fact]
    public Task A_strategy_of_other_users_names_the_type_it_needs() => MistakeAsync<ArgumentException>(
        "IStrategy<Knight, Guid>", users => users.AddBackend("other", new CookieTransport(), strategy => strategy.Use<StartUpTests>()));

    [Fact]
    public async Task A_backend_that_does_not_exist_names_those_that_do()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => Castle.StartAsync(routes: app => app.MapAuthRoutes("other")));

        Assert.Equal("""No backend 'other'. Registered: 'jwt', 'cookie'. Call AddBackend("other", …).""", mistake.Message);
    }

    [Fact]
    public async Task A_missing_database_names_the_call()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            (builder, _) => builder.Services.AddFastApiUsers<Knight, Guid>(), app => app.MapResetPasswordRoutes()));

        Assert.Contains("AddEntityFrameworkDatabase<TContext>()", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_registration_names_the_call()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync((_, _) => { }, app => app.MapResetPasswordRoutes()));

        Assert.Contains("AddFastApiUsers<TUser, TId>()", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_the_users_names_the_call()
    {
        var mistake = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<EmptyDbContext>(database.Use);
                builder.Services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkDatabase<EmptyDbContext>();
            },
            app => app.MapResetPasswordRoutes()));

        Assert.Contains("modelBuilder.UseFastApiUsers<Knight, Guid>()", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_twice_is_harmless()
    {
        await using var app = await Castle.StartAsync(users => users.Services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkDatabase<KnightDbContext<Knight, Guid>>());
        await app.RegisterAsync();

        Assert.NotEmpty(await app.LoginAsync());
    }

    [Fact]
    public async Task Code_wins_over_configuration_and_a_setting_over_the_preset()
    {
        await using var app = await Castle.StartAsync(
            users => users.Services.AddFastApiUsers<Knight, Guid>(options => options.MaximumPasswordBytes = 100),
            settings: new Dictionary<string, string?>
            {
                ["FastApiUsers:Compatibility"] = "Original", ["FastApiUsers:TokenStorage"] = "Hashed", ["FastApiUsers:MaximumPasswordBytes"] = "200",
            });
        var options = app.Services.GetRequiredService<IOptions<FastApiUsersOptions>>().Value;

        Assert.Equal(100, options.MaximumPasswordBytes);
        Assert.Equal(TokenStorage.Hashed, options.TokenStorage);
        Assert.False(options.RequireExpiration);
    }

    private static async Task MistakeAsync<TException>(string message, Action<FastApiUsersBuilder> users)
        where TException : Exception
    {
        var mistake = await Assert.ThrowsAsync<TException>(() => Castle.StartAsync(users));

        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    private static void AddUsers(WebApplicationBuilder builder, TestDatabase database)
    {
        builder.Services.AddDbContextPool<KnightDbContext<Knight, Guid>>(database.Use);
        builder.Services.AddFastApiUsers<Knight, Guid>()
            .AddEntityFrameworkDatabase<KnightDbContext<Knight, Guid>>()
            .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt());
    }

    private static void Map(WebApplication app)
    {
        Castle.EnsureCreated<KnightDbContext<Knight, Guid>>(app.Services);
        app.MapGroup("/auth").MapRegisterRoutes<KnightRead, KnightCreate>();
        app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
    }

    private sealed class EmptyDbContext(DbContextOptions<EmptyDbContext> options) : DbContext(options);
}
