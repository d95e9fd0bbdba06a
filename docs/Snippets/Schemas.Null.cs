using FastApiUsers.Users;

namespace Snippets;

internal static class SchemasNull
{
    public static async Task ForgetAsync(UserManager<AppUser, Guid> manager, AppUser user)
    {
        var update = new UserUpdate { FirstName = null };
        update.MarkGiven(nameof(update.FirstName));
        await manager.UpdateAsync(update, user);
    }
}
