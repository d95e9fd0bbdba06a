namespace FastApiUsers.Users;

/// <summary>A password is not accepted. Throw it from <see cref="UserManager{TUser, TId}.ValidatePasswordAsync"/>.</summary>
/// <param name="reason">The reason, shown to the person who chose the password.</param>
public sealed class InvalidPasswordException(string reason) : FastApiUsersException("The password is not accepted: " + reason)
{
    /// <summary>The reason, shown to the person who chose the password.</summary>
    public string Reason { get; } = reason;
}
