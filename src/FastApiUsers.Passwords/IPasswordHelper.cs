namespace FastApiUsers.Passwords;

/// <summary>All that a user manager asks about passwords.</summary>
public interface IPasswordHelper
{
    /// <summary>Verifies a password and makes a new hash where the stored one is out of date.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="hash">The stored hash. One that is unknown, empty or broken matches no password.</param>
    /// <returns>Whether it matches, and the hash to store instead, if any.</returns>
    PasswordVerification VerifyAndUpdate(string password, string hash);

    /// <summary>Hashes a password with the current algorithm and a new random salt.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <returns>The text to store.</returns>
    /// <exception cref="ArgumentException">No configured algorithm can hold the password.</exception>
    string Hash(string password);

    /// <summary>Makes a password that nobody can guess, for a user who logs in by other means.</summary>
    /// <returns>The new password.</returns>
    string Generate();
}
