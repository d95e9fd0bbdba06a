using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>A JWT in its compact form (RFC 7515 section 7.1), not yet checked.</summary>
internal sealed record SignedToken(string Algorithm, string? KeyId, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    private const int MaximumLength = 64 * 1024;

    public static SignedToken? TryRead(string token)
    {
        if (token.Length > MaximumLength || token.Split('.') is not [var header, var payload, var signature])
            return null;
        if (Decode(header) is not { } headerBytes || Decode(payload) is not { } payloadBytes || Decode(signature) is not { Length: > 0 } signatureBytes)
            return null;
        if (!ProviderAnswer.TryParse(headerBytes, out var head) || !ProviderAnswer.TryParse(payloadBytes, out var claims))
            return null;

        // RFC 7515 section 4.1.11: an extension that is not understood makes it invalid, and none is.
        if (head.Text("alg") is not { } algorithm || claims.ValueKind != JsonValueKind.Object || head.Member("crit").ValueKind != JsonValueKind.Undefined)
            return null;

        return new SignedToken(algorithm, head.Text("kid"), claims, Encoding.ASCII.GetBytes($"{header}.{payload}"), signatureBytes);
    }

    // RFC 7515 section 2: base64url without padding; the framework's decoder would skip white space.
    private static byte[]? Decode(string part) =>
        part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;
}
