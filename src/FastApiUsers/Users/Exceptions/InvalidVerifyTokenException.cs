namespace FastApiUsers.Users;

/// <summary>The verification token is bad, expired, or for another address.</summary>
public sealed class InvalidVerifyTokenException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The verification token is not valid.", innerException);
