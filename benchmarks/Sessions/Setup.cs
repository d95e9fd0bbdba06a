using FastApiUsers.Hosting;

namespace Sessions;

/// <summary>What an application signs in with, and where its sessions are when they are on.</summary>
internal sealed record Setup(string Name, Action<StrategyBuilder> Use, bool SessionsInRedis = false)
{
    public static readonly Setup[] All =
    [
        new("JWT", strategy => strategy.UseJwt()),
        new("JWT, sessions in Redis", strategy => strategy.UseJwt(), SessionsInRedis: true),
        new("database", strategy => strategy.UseDatabase()),
        new("Redis", strategy => strategy.UseRedis()),
    ];
}
