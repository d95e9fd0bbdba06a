namespace Snippets;

internal static class SessionsOwn
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddMemoryCache();
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<DeviceDbContext>()
            .AddSessions()
            .AddBackend("memory", new HeaderRefreshTransport("X-Token"), strategy => strategy.Use<MemorySessionStrategy>().WithRefreshTokens());
    }
}
