using FastApiUsers.Authentication;
using FastApiUsers.Users;

namespace Snippets;

internal static class SessionsCalls
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/this-device", (CurrentActiveUser<AppUser> user) => $"Session {user.SessionId}, backend {user.Backend}");

        app.MapPost("/panic", async (CurrentActiveUser<AppUser> user, HttpContext httpContext, UserManager<AppUser, Guid> manager) =>
        {
            var context = new UserEventContext(httpContext) { SessionId = user.SessionId };
            var ended = await manager.RevokeSessionsAsync(user.Value, except: null, context);
            return Results.Ok(ended.Count);
        });
    }
}
