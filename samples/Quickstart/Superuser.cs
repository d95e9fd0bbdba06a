using FastApiUsers.Emails;
using FastApiUsers.Passwords;
using FastApiUsers.Users;

namespace Quickstart;

/// <summary>The first superuser: <c>dotnet run --project samples/Quickstart -- --create-superuser EMAIL</c>.</summary>
internal static class Superuser
{
    public static async Task<int> CreateSuperuserAsync(this WebApplication app, string address)
    {
        if (!EmailAddress.TryNormalize(address, out var email, out var reason))
        {
            Console.Error.WriteLine($"{address} is not an e-mail address. {reason}");
            return 1;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<AppUser, Guid>>();
        var password = scope.ServiceProvider.GetRequiredService<IPasswordHelper>().Generate();
        try
        {
            // safe: false, because nobody but a program may create a superuser.
            await manager.CreateAsync(new UserCreate { Email = email, Password = password, IsSuperuser = true, IsVerified = true }, safe: false);
            Console.WriteLine($"Superuser {email} created. The password is shown once:\n{password}");
        }
        catch (UserAlreadyExistsException)
        {
            await manager.UpdateAsync(new UserUpdate { IsSuperuser = true }, await manager.GetByEmailAsync(email), safe: false);
            Console.WriteLine($"{email} was registered before and is a superuser now. The password is as it was.");
        }

        return 0;
    }
}
