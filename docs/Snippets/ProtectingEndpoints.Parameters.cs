using FastApiUsers.Authentication;

namespace Snippets;

internal static class ProtectingEndpointsParameters
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/hello", (CurrentActiveUser<AppUser> user) => $"Hello, {user.Value.Email}!");
        app.MapGet("/orders", (CurrentVerifiedUser<AppUser> user) => $"Orders of {user.Value.Id}");
        app.MapGet("/admin", (CurrentSuperuser<AppUser> admin) => $"Hello, superuser {admin.Value.Email}!");
        app.MapGet("/maybe", (CurrentUser<AppUser>? user) => user is null ? "Hello, you!" : $"Hello, {user.Value.Email}!");
    }
}
