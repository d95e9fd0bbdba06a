using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.Passwords;

/// <summary>
/// One password hashing algorithm with its current parameters. Implementations are safe for use by many threads at once
/// and never throw because of the text of a stored hash.
/// </summary>
public interface IPasswordHasher
{
    /// <summary>Says whether a stored hash has the form that this algorithm writes or wrote.</summary>
    /// <param name="hash">The stored hash.</param>
    /// <returns>False for a hash of another algorithm and for a text that is broken.</returns>
    bool Identify(string hash);

    /// <summary>Says whether a password is the one that a stored hash was made of.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="hash">The stored hash.</param>
    /// <returns>False also for a hash that is not of this algorithm, is broken, or would cost too much to verify.</returns>
    bool Verify(string password, string hash);

    /// <summary>Says whether a stored hash was made otherwise than this hasher would make it now.</summary>
    /// <param name="hash">The stored hash.</param>
    /// <returns>True when any parameter differs, and for a hash that is not of this algorithm.</returns>
    bool NeedsUpdate(string hash);

    /// <summary>Hashes a password with a new random salt, unless this algorithm cannot hold the whole of it.</summary>
    /// <param name="password">The password as the user typed it.</param>
    /// <param name="hash">The text to store, or null where the answer is false.</param>
    /// <returns>False where a part of the password would not count, as with bcrypt and more than 72 bytes.</returns>
    bool TryHash(string password, [NotNullWhen(true)] out string? hash);
}
