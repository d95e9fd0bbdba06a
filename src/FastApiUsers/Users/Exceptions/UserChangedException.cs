namespace FastApiUsers.Users;

/// <summary>The password changed, or the user was deactivated, since the user was read who asks: whoever signed in as they were has to sign in again.</summary>
public sealed class UserChangedException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The user changed since it was read.", innerException);
