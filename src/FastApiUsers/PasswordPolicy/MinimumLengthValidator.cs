namespace FastApiUsers.PasswordPolicy;

/// <summary>Refuses short passwords. NIST SP 800-63B-4 section 3.1.1.2: each Unicode code point counts as one character.</summary>
internal sealed class MinimumLengthValidator(PasswordPolicyOptions options) : IPasswordValidator
{
    private readonly int _minimum = options.MinimumLength;

    public ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken) =>
        ValueTask.FromResult(IsShort(password) ? $"Password should be at least {_minimum} characters" : null);

    private bool IsShort(string password)
    {
        var length = 0;
        foreach (var _ in password.EnumerateRunes())
        {
            if (++length >= _minimum)
                return false;
        }

        return length < _minimum;
    }
}
