namespace FastApiUsers.Users;

/// <summary>The account of a provider is all that the user can sign in with.</summary>
public sealed class LastSignInMethodException(string? message = null, Exception? innerException = null)
    : FastApiUsersException(message ?? "The user has no password and no other account to sign in with.", innerException);
