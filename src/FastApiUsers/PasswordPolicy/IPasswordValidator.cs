namespace FastApiUsers.PasswordPolicy;

/// <summary>
/// A rule for new passwords. Register one in the services, and it is asked for every kind of users, after the rules of
/// <see cref="PasswordPolicyOptions"/>.
/// </summary>
public interface IPasswordValidator
{
    /// <summary>Judges a new password. It is given as it was typed, and a rule must not log it.</summary>
    /// <param name="password">The password.</param>
    /// <param name="subject">Whose password it becomes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why it is refused, for the person who chose it; <see langword="null"/> where it is accepted.</returns>
    ValueTask<string?> ValidateAsync(string password, PasswordSubject subject, CancellationToken cancellationToken);
}
