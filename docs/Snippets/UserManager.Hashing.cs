using FastApiUsers.Passwords;

namespace Snippets;

internal static class UserManagerHashing
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IPasswordHelper>(new PasswordHelper(new PasswordHash(
            new Argon2Hasher(new Argon2Parameters { MemorySize = 19456, Iterations = 2, Parallelism = 1 }),
            new BcryptHasher())));
    }
}
