namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// Refuses the most common passwords. NIST SP 800-63B-4 section 3.1.1.2: the entire password is compared, not its parts. So a common one with
/// something added is another password, as which the list may have it too.
/// </summary>
internal sealed class CommonPasswordValidator(PasswordPolicyOptions options) : IPasswordValidator
{
    private readonly bool _isOn = options.RejectCommon;

    public ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_isOn && CommonPasswords.Contains(password) ? "Password is one of the most common passwords" : null);
}
