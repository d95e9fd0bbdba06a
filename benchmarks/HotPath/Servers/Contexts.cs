using HotPath.Data;
using Microsoft.EntityFrameworkCore;

namespace HotPath.Servers;

/// <summary>The pooled context that ours and the peer's work with.</summary>
internal static class Contexts
{
    public static void Add(IServiceCollection services, ServerSettings settings) => services.AddDbContextPool<HotPathDbContext>(options =>
    {
        options.Use(settings.Database, settings.Connection).UseFastApiUsers();
        if (settings.Counts)
            options.AddInterceptors(new Counter.OfCommands(), new Counter.OfCommits());
    });
}
