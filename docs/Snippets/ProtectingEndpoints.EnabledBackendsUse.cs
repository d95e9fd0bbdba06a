namespace Snippets;

internal static class ProtectingEndpointsEnabledBackendsUse
{
    public static void Map(WebApplication app)
    {
        app.MapGroup("/users").WithMetadata(new CookieReads()).MapUsersRoutes<UserRead, UserUpdate>();
    }
}
