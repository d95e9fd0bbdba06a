using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Passwords;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.EntityFramework;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Users.Cache;

/// <summary>
/// An application whose users are remembered, with a backend of each strategy. Its clock stands, so that nothing but what a test does
/// makes it forget.
/// </summary>
internal sealed class CachedCastle
{
    /// <summary>The staleness where a test sets none: the longest, since the framework's cache goes by the system's clock as well, which does not stand.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromMinutes(1);

    private const string StalenessSetting = "FastApiUsers:UserCache:MaximumStaleness";

    public SteppedTime Time { get; init; } = new();

    public StatementRecorder Recorder { get; } = new();

    /// <summary>Whether users are remembered.</summary>
    public bool IsOn { get; init; } = true;

    public bool HasSessions { get; init; }

    /// <summary>Where Redis is; without it there is no backend of it.</summary>
    public string? Redis { get; init; }

    public TestDatabase? Shared { get; init; }

    public DatabaseKind? Database { get; init; }

    public Action<FastApiUsersBuilder>? Users { get; init; }

    public Action<WebApplication>? Routes { get; init; }

    public Task<TestApp> StartAsync(params (string Name, string Value)[] settings) => TestApp.StartAsync(
        (builder, store) =>
        {
            builder.Services.AddDbContextPool<KnightDbContext<Knight, Guid>>(options =>
            {
                store.Use(options);
                options.AddInterceptors(Recorder);
            });
            builder.Services.AddSingleton<IPasswordHelper, CheapPasswords>();
            builder.Services.AddSingleton<Post>();
            builder.Services.AddSingleton<TimeProvider>(Time);
            var users = builder.Services.AddFastApiUsers<Knight, Guid>()
                .AddUserManager<PostedManager>()
                .AddEntityFrameworkDatabase<KnightDbContext<Knight, Guid>>()
                .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt());

            // Before the database, which is asked for tokens that are not in Redis.
            if (Redis is not null)
                users.AddBackend("redis", new BearerTransport("auth/redis/login"), strategy => strategy.UseRedis());
            users.AddBackend("database", new BearerTransport("auth/database/login"), strategy => strategy.UseDatabase());
            if (IsOn)
                users.AddUserCache();
            if (HasSessions)
                users.AddSessions();
            Users?.Invoke(users);
        },
        app =>
        {
            Castle.EnsureCreated<KnightDbContext<Knight, Guid>>(app.Services);
            app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
            app.MapGroup("/auth/database").MapAuthRoutes("database");
            if (Redis is not null)
                app.MapGroup("/auth/redis").MapAuthRoutes("redis");
            app.MapGroup("/auth").MapRegisterRoutes<KnightRead, KnightCreate>();
            app.MapGroup("/auth").MapResetPasswordRoutes();
            app.MapGroup("/auth").MapVerifyRoutes<KnightRead>();
            app.MapGroup("/users").MapUsersRoutes<KnightRead, KnightUpdate>();
            Routes?.Invoke(app);
        },
        WithDefaults(settings),
        database: Database,
        shared: Shared);

    /// <summary>How many statements a request sends to the database.</summary>
    public async Task<int> CountAsync(TestApp app, string token)
    {
        await app.SettleAsync();
        Recorder.Statements.Clear();
        await app.MeAsync(token);
        return Recorder.Statements.Count;
    }

    private Dictionary<string, string?> WithDefaults((string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value);
        if (IsOn)
            all.TryAdd(StalenessSetting, $"{Staleness}");
        if (Redis is not null)
            all["FastApiUsers:Redis:Configuration"] = Redis;
        return all;
    }
}
