namespace FastApiUsers.PasswordPolicy;

/// <summary>Whose password is judged.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Words">Further texts that belong to the user, such as names.</param>
public sealed record PasswordSubject(string Email, IReadOnlyList<string> Words);
