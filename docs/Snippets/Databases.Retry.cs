using Microsoft.EntityFrameworkCore;

namespace Snippets;

internal static class DatabasesRetry
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddDbContextPool<ShopDbContext>(options =>
            options.UseNpgsql(builder.Configuration.GetConnectionString("Shop"), npgsql => npgsql.EnableRetryOnFailure()));
    }
}
