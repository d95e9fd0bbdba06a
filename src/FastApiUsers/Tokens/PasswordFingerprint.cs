using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.Tokens;

/// <summary>
/// A keyed fingerprint of a password hash, which a JWT carries so that it dies with the password. 96 bits of HMAC-SHA-256: who
/// sees the token learns nothing of the hash, and who lacks the secret cannot make one.
/// </summary>
internal static class PasswordFingerprint
{
    public const string Claim = "pwd";

    private const int Bytes = 12;

    private static readonly byte[] Purpose = "fastapi-users:pwd:"u8.ToArray();

    public static string Compute(byte[] secret, string hashedPassword)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, [.. Purpose, .. Encoding.UTF8.GetBytes(hashedPassword)], mac);
        return Base64Url.EncodeToString(mac[..Bytes]);
    }

    public static bool Matches(string fingerprint, byte[] secret, string hashedPassword) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(fingerprint), Encoding.UTF8.GetBytes(Compute(secret, hashedPassword)));
}
