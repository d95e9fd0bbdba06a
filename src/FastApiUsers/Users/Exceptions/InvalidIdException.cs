namespace FastApiUsers.Users;

/// <summary>A text is not an id of this kind of users.</summary>
public sealed class InvalidIdException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The text is not an id.", innerException);
