using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Tokens;

namespace FastApiUsers.Sessions;

/// <summary>
/// Refresh tokens: the id of the session, 256 secret bits, and a seal. The store keeps the hash of the one that counts and of those
/// that were used within the grace. The seal tells an older one, which somebody replays, from a text that was never issued: whoever
/// knows the id of a session alone must not be able to end it.
/// </summary>
internal sealed class RefreshToken
{
    private const int SecretBytes = 32;
    private const int SealBytes = 12;
    private const int BodyLength = SessionId.Length + 43;
    private const int Length = BodyLength + 16;

    private readonly byte[] _key;

    public RefreshToken(Secret secret) => _key = HMACSHA256.HashData(secret.RevealBytes(), "fastapi-users:refresh"u8);

    /// <summary>The first of a session.</summary>
    public string Issue(string sessionId) => Seal(sessionId, RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>
    /// The successor: always the same one, so that requests that come together agree. Who has the token and lacks the key of the
    /// server cannot tell it.
    /// </summary>
    public string Next(string token) => Seal(SessionIdOf(token), HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes("next:" + token)));

    public bool IsIssued(string token)
    {
        if (token.Length != Length || !Ascii.IsValid(token))
            return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token[BodyLength..]), Encoding.ASCII.GetBytes(SealOf(token[..BodyLength])));
    }

    public static string SessionIdOf(string token) => token[..SessionId.Length];

    public static string Hash(string token) => OpaqueToken.ToStored(token, TokenStorage.Hashed);

    private string Seal(string sessionId, ReadOnlySpan<byte> secret)
    {
        var body = sessionId + Base64Url.EncodeToString(secret);
        return body + SealOf(body);
    }

    private string SealOf(string body)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes("seal:" + body), mac);
        return Base64Url.EncodeToString(mac[..SealBytes]);
    }
}
