using FastApiUsers.Authentication;
using FastApiUsers.Emails;
using FastApiUsers.Passwords;
using FastApiUsers.Users;

namespace Snippets;

internal static class UserManagerCalls
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/invitations", async (string email, CurrentSuperuser<AppUser> admin, UserManager<AppUser, Guid> manager, IPasswordHelper passwords) =>
        {
            if (!EmailAddress.TryNormalize(email, out var address, out var reason))
                return Results.BadRequest(reason);

            try
            {
                var user = await manager.CreateAsync(new UserCreate { Email = address, Password = passwords.Generate(), IsVerified = true });
                await manager.ForgotPasswordAsync(user);
                return Results.Ok(user.Id);
            }
            catch (UserAlreadyExistsException)
            {
                return Results.Conflict();
            }
        });
    }
}
