using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.Tokens;

/// <summary>Opaque tokens: 256 random bits, as Python's <c>secrets.token_urlsafe()</c> writes them (43 characters).</summary>
public static class OpaqueToken
{
    private const int Bytes = 32;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a text has no character but those that tokens are made of (RFC 4648 section 5). No other text needs to be looked up.</summary>
    public static bool IsOfAlphabet(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Alphabet);

    /// <summary>A new token.</summary>
    public static string Generate()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// What a store keeps of a token. A plain SHA-256 is enough for 256 random bits: there is nothing to guess, so no salt and
    /// no slow hash is wanted, and the row is found by its key.
    /// </summary>
    public static string ToStored(string token, TokenStorage storage)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (storage == TokenStorage.Plain)
            return token;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return Base64Url.EncodeToString(hash);
    }
}
