using FastApiUsers.Authentication;
using FastApiUsers.Hosting;

namespace Reference;

/// <summary>The application <c>main</c> of the contract.</summary>
internal static class MainApplication
{
    public static FastApiUsersBuilder AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddFastApiUsers<ReferenceUser, Guid>()
        .AddUserManager<ReferenceUserManager>()
        .AddEntityFrameworkDatabase<ReferenceDbContext>()
        .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => SessionSettings.Refresh(strategy.UseJwt(), configuration))
        .AddBackend("cookie", new CookieTransport(cookie => cookie.MaxAge = TimeSpan.FromHours(1)), strategy => SessionSettings.Refresh(UseDatabase(strategy), configuration));

    public static void MapRoutes(WebApplication app)
    {
        app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
        app.MapGroup("/auth/cookie").MapAuthRoutes("cookie");
        RedisBackend.MapRoutes(app);
        SessionSettings.MapRoutes(app);
        app.MapGroup("/auth/service").MapOAuthRoutes(ServiceClient.Name, "jwt");
        app.MapGroup("/auth/associate/service").MapOAuthAssociateRoutes<UserRead>(ServiceClient.Name);
        app.MapGroup("/auth").MapRegisterRoutes<UserRead, UserCreate>();
        app.MapGroup("/auth").MapResetPasswordRoutes();
        app.MapGroup("/auth").MapVerifyRoutes<UserRead>();
        app.MapGroup("/users").MapUsersRoutes<UserRead, UserUpdate>();
        app.MapGet("/authenticated-route", (CurrentActiveUser<ReferenceUser> user) => new { message = $"Hello {user.Value.Email}!" });
    }

    private static StrategyBuilder UseDatabase(StrategyBuilder strategy) =>
        strategy.UseDatabase(database => database.Lifetime = TimeSpan.FromHours(1));
}
