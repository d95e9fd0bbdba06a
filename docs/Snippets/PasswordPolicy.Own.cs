using FastApiUsers.PasswordPolicy;

namespace Snippets;

public sealed class NewPasswordValidator(PasswordHistory history) : IPasswordValidator
{
    public async ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken) =>
        await history.HasAsync(subject.Email, password, cancellationToken) ? "Password was used before" : null;
}

internal static class PasswordPolicyOwn
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IPasswordValidator, NewPasswordValidator>();
    }
}
