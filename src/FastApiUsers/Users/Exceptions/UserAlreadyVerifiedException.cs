namespace FastApiUsers.Users;

/// <summary>The user's e-mail address is verified already.</summary>
public sealed class UserAlreadyVerifiedException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The user is verified already.", innerException);
