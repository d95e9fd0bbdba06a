namespace Snippets;

internal static class BackendsOwn
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddMemoryCache();
        builder.Services.AddFastApiUsers<AppUser, Guid>()
            .AddEntityFrameworkDatabase<AppDbContext>()
            .AddBackend("memory", new HeaderTransport("X-Token"), strategy => strategy.Use<MemoryStrategy>());
    }
}
