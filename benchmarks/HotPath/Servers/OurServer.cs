using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Redis;
using FastApiUsers.Schemas;
using HotPath.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HotPath.Servers;

/// <summary>An ordinary application of this library with one backend.</summary>
internal static class OurServer
{
    public const string WithUserCache = "JWT and user cache";

    public static Action<WebApplication> Add(WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Configuration["FastApiUsers:Secret"] = Server.Secret;
        // The hash alone, which a sign-in is compared with, has the priority of everything else: where other programs are busy, a hash that yields to them
        // would be compared with one that does not.
        builder.Configuration["FastApiUsers:Hashing:YieldToRequests"] = "false";
        builder.Services.Configure<RedisOptions>(options => options.Configuration = settings.Redis);
        builder.Services.AddSingleton(settings.HashCost.CreateHelper());
        Contexts.Add(builder.Services, settings);
        var users = builder.Services.AddFastApiUsers<HotPathUser, Guid>()
            .AddEntityFrameworkDatabase<HotPathDbContext>()
            .AddBackend("backend", CreateTransport(settings.Transport), strategy => Use(strategy, settings));
        if (settings.Sessions)
            users.AddSessions();
        if (settings.Strategy == WithUserCache)
            users.AddUserCache();

        return app =>
        {
            app.MapGroup("/auth").MapAuthRoutes("backend");
            app.MapGroup("/auth").MapRegisterRoutes<BaseUserRead<Guid>, BaseUserCreate>();
            app.MapGroup("/users").MapUsersRoutes<BaseUserRead<Guid>, BaseUserUpdate>();
            app.MapGet("/endpoint", GetNothing);
        };
    }

    private static ITransport CreateTransport(string name) => name == "cookie" ? new CookieTransport() : new BearerTransport("auth/login");

    private static void Use(StrategyBuilder strategy, ServerSettings settings)
    {
        strategy = settings.Strategy switch
        {
            "database" => strategy.UseDatabase(),
            "Redis" => strategy.UseRedis(),
            _ => strategy.UseJwt(),
        };
        if (settings.Sessions)
            strategy.WithRefreshTokens();
    }

    private static NoContent GetNothing(CurrentActiveUser<HotPathUser> user) => TypedResults.NoContent();
}
