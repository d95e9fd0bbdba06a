namespace FastApiUsers.Users;

/// <summary>The user is inactive.</summary>
public sealed class UserInactiveException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The user is inactive.", innerException);
