using System.Buffers.Text;
using System.Security.Cryptography;
using FastApiUsers.Tokens;

namespace FastApiUsers.Sessions;

/// <summary>The ids of sessions: 120 random bits in 20 characters of base64url.</summary>
public static class SessionId
{
    /// <summary>How many characters an id has.</summary>
    public const int Length = 20;

    private const int Bytes = 15;

    /// <summary>A new id.</summary>
    public static string Generate()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == Length && OpaqueToken.IsOfAlphabet(text);
}
