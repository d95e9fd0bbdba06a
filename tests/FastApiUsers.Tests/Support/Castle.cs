using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Passwords;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.Support;

/// <summary>Starts the application that most tests need: knights, a bearer backend <c>jwt</c> and a cookie backend <c>cookie</c>, all routers.</summary>
internal static class Castle
{
    public static Task<TestApp> StartAsync(
        Action<FastApiUsersBuilder>? users = null, Action<WebApplication>? routes = null, IReadOnlyDictionary<string, string?>? settings = null, DatabaseKind? database = null) =>
        StartAsync<Knight, Guid, KnightRead>(users, routes, settings, database);

    public static Task<TestApp> StartAsync<TUser, TId, TRead>(
        Action<FastApiUsersBuilder>? users = null, Action<WebApplication>? routes = null, IReadOnlyDictionary<string, string?>? settings = null, DatabaseKind? database = null)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId> => TestApp.StartAsync(
            (builder, store) =>
            {
                builder.Services.AddDbContextPool<KnightDbContext<TUser, TId>>(store.Use);
                builder.Services.AddSingleton<IPasswordHelper, CheapPasswords>();
                var added = builder.Services.AddFastApiUsers<TUser, TId>()
                    .AddEntityFrameworkDatabase<KnightDbContext<TUser, TId>>()
                    .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
                    .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase());
                users?.Invoke(added);
            },
            app =>
            {
                EnsureCreated<KnightDbContext<TUser, TId>>(app.Services);
                app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
                app.MapGroup("/auth/cookie").MapAuthRoutes("cookie");
                app.MapGroup("/auth").MapRegisterRoutes<TRead, KnightCreate>();
                app.MapGroup("/auth").MapResetPasswordRoutes();
                app.MapGroup("/auth").MapVerifyRoutes<TRead>();
                app.MapGroup("/users").MapUsersRoutes<TRead, KnightUpdate>();
                routes?.Invoke(app);
            },
            settings,
            database: database);

    public static void EnsureCreated<TContext>(IServiceProvider services)
        where TContext : DbContext
    {
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<TContext>().Database.EnsureCreated();
    }
}
