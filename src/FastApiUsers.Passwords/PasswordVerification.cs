namespace FastApiUsers.Passwords;

/// <summary>The answer to a login: whether the password matches and, if so, whether to store a new hash.</summary>
/// <param name="Verified">Whether the password matches the stored hash.</param>
/// <param name="UpdatedHash">
/// The hash to store in place of the old one because the algorithm or its parameters are no longer the current ones,
/// or null when the stored one can stay. Always null when the password does not match.
/// </param>
public readonly record struct PasswordVerification(bool Verified, string? UpdatedHash);
