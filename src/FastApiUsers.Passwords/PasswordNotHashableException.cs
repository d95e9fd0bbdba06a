namespace FastApiUsers.Passwords;

/// <summary>None of the configured hashers can hold a password: bcrypt, for one, holds 72 bytes of UTF-8 and no NUL.</summary>
public sealed class PasswordNotHashableException(string message) : ArgumentException(message, "password");
