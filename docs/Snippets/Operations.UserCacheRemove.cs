using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace Snippets;

internal static class OperationsUserCacheRemove
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/names/{id:guid}", async (Guid id, string name, AppDbContext context, UserCache<AppUser, Guid> cache) =>
        {
            await context.Set<AppUser>().Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(user => user.FirstName, name));
            cache.Remove(id);
        });
    }
}
