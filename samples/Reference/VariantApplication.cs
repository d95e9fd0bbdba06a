using FastApiUsers.Authentication;
using FastApiUsers.Hosting;

namespace Reference;

/// <summary>The application <c>variant</c> of the contract: verified users only, other cookies, and a route for each flavour of the current user.</summary>
internal static class VariantApplication
{
    public static FastApiUsersBuilder AddServices(IServiceCollection services) => services
        .AddFastApiUsers<ReferenceUser, Guid>()
        .AddUserManager<ReferenceUserManager>()
        .AddEntityFrameworkDatabase<ReferenceDbContext>()
        .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
        .AddBackend("cookie", new CookieTransport(cookie => cookie.MaxAge = TimeSpan.FromHours(1)), UseDatabase)
        .AddBackend("cookie2", new CookieTransport(Cookie2), UseDatabase)
        .AddBackend("cookie3", new CookieTransport(Cookie3), UseDatabase);

    public static void MapRoutes(WebApplication app)
    {
        app.MapGroup("/auth/jwt").MapAuthRoutes("jwt", requiresVerification: true);
        app.MapGroup("/auth/cookie").MapAuthRoutes("cookie");
        app.MapGroup("/auth/cookie2").MapAuthRoutes("cookie2");
        app.MapGroup("/auth/cookie3").MapAuthRoutes("cookie3");
        RedisBackend.MapRoutes(app);
        app.MapGroup("/auth/service").MapOAuthRoutes(ServiceClient.Name, "jwt", oauth =>
        {
            oauth.RedirectUrl = "https://front.example.com/oauth-callback";
            oauth.AssociateByEmail = true;
            oauth.IsVerifiedByDefault = true;
        });
        app.MapGroup("/auth/service-cookie").MapOAuthRoutes(ServiceClient.Name, "cookie");
        app.MapGroup("/auth/associate/service").MapOAuthAssociateRoutes<UserRead>(ServiceClient.Name, oauth =>
        {
            oauth.RedirectUrl = "https://front.example.com/associate-callback";
            oauth.RequiresVerification = true;
        });
        app.MapGroup("/auth").MapRegisterRoutes<UserRead, UserCreate>();
        app.MapGroup("/auth").MapResetPasswordRoutes();
        app.MapGroup("/auth").MapVerifyRoutes<UserRead>();
        app.MapGroup("/users").MapUsersRoutes<UserRead, UserUpdate>(requiresVerification: true);

        app.MapGet("/current-user", Show);
        app.MapGet("/current-active", ShowActive);
        app.MapGet("/current-verified", Show).RequireUser(active: false, verified: true);
        app.MapGet("/current-active-verified", (CurrentVerifiedUser<ReferenceUser> user) => Answer(user.Value));
        app.MapGet("/current-superuser", Show).RequireUser(active: false, superuser: true);
        app.MapGet("/current-active-superuser", (CurrentSuperuser<ReferenceUser> user) => Answer(user.Value));
        app.MapGet("/current-verified-superuser", Show).RequireUser(active: false, verified: true, superuser: true);
        app.MapGet("/jwt-only", ShowActive).RequireUser(backends: "jwt");
        app.MapGet("/current-user-token", (CurrentActiveUser<ReferenceUser> user) => new { user = user.Value.Email, token = user.Token });

        app.MapGet("/optional-user", (CurrentUser<ReferenceUser>? user) => Answer(user?.Value));
        app.MapGet("/optional-active", (CurrentActiveUser<ReferenceUser>? user) => Answer(user?.Value));
        app.MapGet("/optional-verified", (CurrentUser<ReferenceUser>? user) => Answer(user?.Value is { IsVerified: true } verified ? verified : null));
        app.MapGet("/optional-superuser", (CurrentSuperuser<ReferenceUser>? user) => Answer(user?.Value));
    }

    private static object Show(CurrentUser<ReferenceUser> user) => Answer(user.Value);

    private static object ShowActive(CurrentActiveUser<ReferenceUser> user) => Answer(user.Value);

    private static object Answer(ReferenceUser? user) => new { user = user?.Email };

    private static void Cookie2(CookieTransportOptions cookie)
    {
        cookie.Name = "custom_name";
        cookie.Path = "/app";
        cookie.Domain = "example.com";
        cookie.Secure = false;
        cookie.HttpOnly = false;
        cookie.SameSite = SameSiteMode.Strict;
    }

    private static void Cookie3(CookieTransportOptions cookie)
    {
        cookie.Name = "third";
        cookie.MaxAge = TimeSpan.FromSeconds(60);
        cookie.SameSite = SameSiteMode.None;
    }

    private static void UseDatabase(StrategyBuilder strategy) => strategy.UseDatabase(database => database.Lifetime = TimeSpan.FromHours(1));
}
