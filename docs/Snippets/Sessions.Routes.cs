using FastApiUsers.Schemas;

namespace Snippets;

internal static class SessionsRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
        app.MapGroup("/auth/cookie").MapAuthRoutes("cookie");
        app.MapGroup("/users").MapUsersRoutes<UserRead, UserUpdate>();
        app.MapSessionRoutes<BaseSessionRead>();
    }
}
