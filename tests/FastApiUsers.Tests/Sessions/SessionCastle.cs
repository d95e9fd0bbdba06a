using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Passwords;
using FastApiUsers.Schemas;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Sessions;

/// <summary>An application with sessions and the six backends of the library, each with refresh tokens.</summary>
internal static class SessionCastle
{
    public const string RevocationDelay = "00:00:01";

    public static readonly string[] Backends = ["bearer-jwt", "bearer-database", "bearer-redis", "cookie-jwt", "cookie-database", "cookie-redis"];

    /// <param name="redis">Where Redis is; without it there are no Redis backends.</param>
    /// <param name="sessionsInRedis">Whether sessions are kept there too.</param>
    /// <param name="configure">The settings of the sessions.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="database">The kind of the database.</param>
    /// <param name="shared">A database that another node uses as well.</param>
    /// <param name="time">The clock.</param>
    /// <param name="context">The options of the context.</param>
    /// <param name="refreshes">Whether backends have refresh tokens.</param>
    /// <param name="routes">The routes of sessions, where they are not to be the usual ones.</param>
    public static Task<TestApp> StartAsync(
        string? redis = null, bool sessionsInRedis = false, Action<UserSessionOptions>? configure = null, IReadOnlyDictionary<string, string?>? settings = null,
        DatabaseKind? database = null, TestDatabase? shared = null, TimeProvider? time = null, Action<DbContextOptionsBuilder>? context = null, bool refreshes = true,
        Action<WebApplication>? routes = null) => TestApp.StartAsync(
            (builder, store) =>
            {
                builder.Services.AddDbContextPool<KnightDbContext<Knight, Guid>>(options =>
                {
                    store.Use(options);
                    context?.Invoke(options);
                });
                builder.Services.AddSingleton<IPasswordHelper, CheapPasswords>();
                builder.Services.AddSingleton<Post>();
                builder.Services.AddSingleton<SessionEvents>();
                if (time is not null)
                    builder.Services.AddSingleton(time);
                var users = builder.Services.AddFastApiUsers<Knight, Guid>()
                    .AddUserManager<SessionManager>()
                    .AddEntityFrameworkDatabase<KnightDbContext<Knight, Guid>>()
                    .AddSessions(configure);
                foreach (var name in Backends)
                    AddBackend(users, name, redis, refreshes);
                if (sessionsInRedis)
                    users.AddRedisSessionDatabase();
            },
            app =>
            {
                Castle.EnsureCreated<KnightDbContext<Knight, Guid>>(app.Services);
                foreach (var backend in Backends.Where(name => redis is not null || !name.EndsWith("redis", StringComparison.Ordinal)))
                    app.MapGroup($"/auth/{backend}").MapAuthRoutes(backend);
                app.MapGroup("/auth").MapRegisterRoutes<KnightRead, KnightCreate>();
                app.MapGroup("/auth").MapResetPasswordRoutes();
                app.MapGroup("/users").MapUsersRoutes<KnightRead, KnightUpdate>();
                (routes ?? (all => all.MapSessionRoutes<SessionRead>()))(app);
            },
            redis is null ? settings : new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["FastApiUsers:Redis:Configuration"] = redis },
            database: database,
            shared: shared);

    private static void AddBackend(FastApiUsersBuilder users, string name, string? redis, bool refreshes)
    {
        ITransport transport = name.StartsWith("bearer", StringComparison.Ordinal)
            ? new BearerTransport($"auth/{name}/login")
            : new CookieTransport(cookie => cookie.Name = name);
        if (name.EndsWith("redis", StringComparison.Ordinal) && redis is null)
            return;

        users.AddBackend(name, transport, strategy =>
        {
            _ = name.Split('-')[1] switch
            {
                "jwt" => strategy.UseJwt(),
                "database" => strategy.UseDatabase(),
                _ => strategy.UseRedis(),
            };
            if (refreshes)
                strategy.WithRefreshTokens();
        });
    }

    private sealed class SessionRead : BaseSessionRead;
}

/// <summary>The hooks of sessions that ran.</summary>
internal sealed class SessionEvents
{
    public System.Collections.Concurrent.ConcurrentQueue<string> All { get; } = [];
}

/// <summary>Keeps the tokens that it would mail, and the events of sessions.</summary>
internal sealed class SessionManager(UserManagerServices<Knight, Guid> services, Post post, SessionEvents events) : UserManager<Knight, Guid>(services)
{
    protected override Task OnAfterForgotPasswordAsync(Knight user, string token, UserEventContext context)
    {
        post.Tokens.Enqueue(token);
        return Task.CompletedTask;
    }

    protected override Task OnAfterLoginAsync(Knight user, UserEventContext context) => NoteAsync($"login {context.SessionId}");

    protected override Task OnAfterRefreshAsync(Knight user, UserSession<Guid> session, UserEventContext context) => NoteAsync($"refresh {session.Id}");

    protected override Task OnAfterRevokeAsync(Knight user, IReadOnlyCollection<string> sessionIds, UserEventContext context) =>
        NoteAsync($"revoke {string.Join(' ', sessionIds)}");

    protected override Task OnTokenTheftAsync(Knight user, UserSession<Guid> session, UserEventContext context) => NoteAsync($"theft {session.Id}");

    private Task NoteAsync(string text)
    {
        events.All.Enqueue(text);
        return Task.CompletedTask;
    }
}
