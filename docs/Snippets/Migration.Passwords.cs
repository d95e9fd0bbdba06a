using FastApiUsers.Passwords;

namespace Snippets;

internal static class MigrationPasswords
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IPasswordHelper>(new PasswordHelper(new PasswordHash(
            new Argon2Hasher(),
            new BcryptHasher(),
            new Pbkdf2Hasher(),
            new ScryptHasher())));
    }
}
