namespace FastApiUsers.Users;

/// <summary>The reset token is bad, used or expired.</summary>
public sealed class InvalidResetPasswordTokenException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The reset token is not valid.", innerException);
