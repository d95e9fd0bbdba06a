using FastApiUsers.Hosting;
using FastApiUsers.Schemas;

namespace Reference;

/// <summary>Sessions, which the original has not: on where <c>Sessions:Store</c> says <c>Database</c> or <c>Redis</c>.</summary>
internal static class SessionSettings
{
    private const string Store = "Sessions:Store";

    public static bool AreOn(IConfiguration configuration) => configuration[Store] is not null;

    public static void AddTo(FastApiUsersBuilder users, IConfiguration configuration)
    {
        if (!AreOn(configuration))
            return;

        users.AddSessions();
        if (configuration[Store] == "Redis")
            users.AddRedisSessionDatabase();
        else if (configuration[Store] != "Database")
            throw new InvalidOperationException($"{Store} is '{configuration[Store]}'. Set it to Database or Redis, or leave it out.");
    }

    /// <summary>Gives a backend refresh tokens, where there are sessions.</summary>
    public static StrategyBuilder Refresh(StrategyBuilder strategy, IConfiguration configuration) =>
        AreOn(configuration) ? strategy.WithRefreshTokens() : strategy;

    public static void MapRoutes(WebApplication app)
    {
        if (AreOn(app.Configuration))
            app.MapSessionRoutes<SessionRead>();
    }

    private sealed class SessionRead : BaseSessionRead;
}
