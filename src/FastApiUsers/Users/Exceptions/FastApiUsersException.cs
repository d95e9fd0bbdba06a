namespace FastApiUsers.Users;

/// <summary>An operation of the user manager was refused; the type says why.</summary>
public abstract class FastApiUsersException(string message, Exception? innerException = null) : Exception(message, innerException);
