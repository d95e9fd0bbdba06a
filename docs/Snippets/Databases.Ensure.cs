using FastApiUsers.EntityFrameworkCore;

namespace Snippets;

internal static class DatabasesEnsure
{
    public static async Task EnsureAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await FastApiUsersSchema.EnsureAsync(scope.ServiceProvider.GetRequiredService<ShopDbContext>());
    }
}
