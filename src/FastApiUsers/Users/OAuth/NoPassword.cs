using System.Security.Cryptography;

namespace FastApiUsers.Users;

/// <summary>
/// The stored hash of a user who has no password, because a provider signs them in: one of Argon2 with the usual parameters, so that a
/// sign-in that tries passwords on it takes as long as any other and FastAPI Users reads it too; but its output is random, so that no
/// password is behind it. Its salt, which real hashes draw at random, is the mark by which it is known.
/// </summary>
internal static class NoPassword
{
    // RFC 9106 section 4: the parameters of the library's own hashes, and of FastAPI Users'.
    private const string Beginning = "$argon2id$v=19$m=65536,t=3,p=4$";

    private const int HashLength = 32;

    private static readonly string Mark = Beginning + Encode("no-password-set!"u8) + "$";

    /// <summary>A new one. Each is another, so that what is derived from a user's hash ends with it.</summary>
    public static string CreateHash() => Mark + Encode(RandomNumberGenerator.GetBytes(HashLength));

    /// <summary>Whether a stored hash says that there is no password.</summary>
    public static bool Is(string hash) => hash.StartsWith(Mark, StringComparison.Ordinal) || hash.StartsWith(HashKind.NoPassword, StringComparison.Ordinal);

    private static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
