namespace FastApiUsers.Passwords;

/// <summary>All that a user manager asks about passwords.</summary>
public interface IPasswordHelper
{
    /// <summary>Verifies a password and makes a new hash where the stored one is out of date.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="hash">The stored hash. One that is unknown, empty or broken matches no password.</param>
    /// <param name="cancellationToken">Stops waiting for a turn; a hash that has begun is finished.</param>
    /// <returns>Whether it matches, and the hash to store instead, if any.</returns>
    ValueTask<PasswordVerification> VerifyAndUpdateAsync(string password, string hash, CancellationToken cancellationToken = default);

    /// <summary>Hashes a password with the current algorithm and a new random salt.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="cancellationToken">Stops waiting for a turn; a hash that has begun is finished.</param>
    /// <returns>The text to store.</returns>
    /// <exception cref="PasswordNotHashableException">No configured algorithm can hold the password.</exception>
    ValueTask<string> HashAsync(string password, CancellationToken cancellationToken = default);

    /// <summary>Whether a stored hash is not one that <see cref="HashAsync"/> would make today.</summary>
    /// <param name="hash">The stored hash.</param>
    bool NeedsUpdate(string hash);

    /// <summary>Makes a password that nobody can guess, for a user who logs in by other means.</summary>
    /// <returns>The new password.</returns>
    string Generate();
}
