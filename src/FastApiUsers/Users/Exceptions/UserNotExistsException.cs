namespace FastApiUsers.Users;

/// <summary>There is no such user.</summary>
public sealed class UserNotExistsException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The user does not exist.", innerException);
