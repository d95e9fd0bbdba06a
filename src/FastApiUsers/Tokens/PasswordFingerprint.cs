using System.Buffers.Text;
using System.Runtime.InteropServices;
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
    private const int Characters = 16;

    // Any hash that this library makes; a longer message is made on the heap.
    private const int StackBytes = 512;

    private static ReadOnlySpan<byte> Purpose => "fastapi-users:pwd:"u8;

    public static string Compute(byte[] secret, string hashedPassword)
    {
        Span<char> fingerprint = stackalloc char[Characters];
        Write(secret, hashedPassword, fingerprint);
        return fingerprint.ToString();
    }

    public static bool Matches(string fingerprint, byte[] secret, string hashedPassword)
    {
        Span<char> expected = stackalloc char[Characters];
        Write(secret, hashedPassword, expected);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(fingerprint.AsSpan()), MemoryMarshal.AsBytes(expected));
    }

    private static void Write(byte[] secret, string hashedPassword, Span<char> fingerprint)
    {
        var length = Purpose.Length + Encoding.UTF8.GetByteCount(hashedPassword);
        var message = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        Purpose.CopyTo(message);
        Encoding.UTF8.GetBytes(hashedPassword, message[Purpose.Length..]);

        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, message[..length], mac);
        Base64Url.EncodeToChars(mac[..Bytes], fingerprint);
    }
}
