using Microsoft.EntityFrameworkCore;

namespace Snippets;

internal static class OperationsStart
{
    public static async Task CreateAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>().Database;
        await database.WaitUntilReadyAsync(TimeSpan.FromSeconds(30));
        await database.MigrateAsync();
    }
}
