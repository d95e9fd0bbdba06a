namespace FastApiUsers.Users;

/// <summary>The account at the provider of OAuth belongs to a user already.</summary>
public sealed class OAuthAccountAlreadyExistsException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "This account of the provider belongs to a user already.", innerException);
