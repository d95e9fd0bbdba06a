namespace Snippets;

internal static class ProtectingEndpointsRateLimitUse
{
    public static void Map(WebApplication app)
    {
        app.UseRateLimiter();
        app.MapGroup("/auth/jwt").MapAuthRoutes("jwt").RequireRateLimiting("sign-in");
        app.MapGroup("/auth").MapRegisterRoutes<UserRead, UserCreate>().RequireRateLimiting("sign-in");
        app.MapGroup("/auth").MapResetPasswordRoutes().RequireRateLimiting("sign-in");
        app.MapGroup("/auth").MapVerifyRoutes<UserRead>().RequireRateLimiting("sign-in");
    }
}
