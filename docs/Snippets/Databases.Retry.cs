using Microsoft.EntityFrameworkCore;

namespace Snippets;

internal static class DatabasesRetry
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddDbContextPool<ShopDbContext>(options =>
            options.UseNpgsql(builder.Configuration.GetConnectionString("Shop"), npgsql => npgsql.EnableRetryOnFailure(2, TimeSpan.FromSeconds(1), null)));
    }
}
