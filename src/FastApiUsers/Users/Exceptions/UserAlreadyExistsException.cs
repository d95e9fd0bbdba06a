namespace FastApiUsers.Users;

/// <summary>Another user has this e-mail address.</summary>
public sealed class UserAlreadyExistsException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "A user with this e-mail address exists.", innerException);
