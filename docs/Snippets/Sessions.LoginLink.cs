using FastApiUsers;
using FastApiUsers.Users;

namespace Snippets;

internal static class SessionsLoginLink
{
    public static void Map(WebApplication app)
    {
        var backend = app.Services.GetRequiredService<FastApiUsers<AppUser, Guid>>().GetBackend("jwt");

        app.MapPost("/auth/login-link", async (string code, HttpContext httpContext, ILoginLinks links, UserManager<AppUser, Guid> manager) =>
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return await links.UseAsync(code) is { } id
                && await manager.FindAsync(id) is { } user
                && await backend.LoginAsync(manager, user, httpContext, "magic-link") is { } response
                ? response
                : Results.Unauthorized();
        });
    }
}

/// <summary>Codes that were mailed, each of which works once.</summary>
public interface ILoginLinks
{
    Task<Guid?> UseAsync(string code);
}
