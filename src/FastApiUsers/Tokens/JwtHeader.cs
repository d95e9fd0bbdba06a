using System.Text.Json;

namespace FastApiUsers.Tokens;

/// <summary>The rules of RFC 7515 section 4.1 for the header of a JWT.</summary>
internal static class JwtHeader
{
    /// <summary>The header that this library writes.</summary>
    public static string Write(string algorithm) => $$"""{"alg":"{{algorithm}}","typ":"JWT"}""";

    /// <summary>Whether a header is accepted. One's own need not be parsed.</summary>
    public static bool IsAccepted(ReadOnlyMemory<byte> json, JwtKey key)
    {
        if (json.Span.SequenceEqual(key.Header))
            return true;
        if (!JwtJson.TryParseObject(json, out var document))
            return false;

        using (document)
        {
            var header = document.RootElement;
            return IsAlgorithm(header, key.Algorithm) && HasTextKeyId(header) && UnderstandsCritical(header) && IsEncodedPayload(header);
        }
    }

    // RFC 8725 section 3.1: the configured algorithm alone, compared by case.
    private static bool IsAlgorithm(JsonElement header, string algorithm) =>
        header.TryGetProperty("alg"u8, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(algorithm);

    private static bool HasTextKeyId(JsonElement header) =>
        !header.TryGetProperty("kid"u8, out var value) || value.ValueKind == JsonValueKind.String;

    // RFC 7515 section 4.1.11: a list that is not empty, of names that are understood and present.
    private static bool UnderstandsCritical(JsonElement header)
    {
        if (!header.TryGetProperty("crit"u8, out var critical))
            return true;

        return critical.ValueKind == JsonValueKind.Array
            && critical.GetArrayLength() > 0
            && critical.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && name.ValueEquals("b64"))
            && header.TryGetProperty("b64"u8, out _);
    }

    // RFC 7797 section 7: a JWT must not have an unencoded payload.
    private static bool IsEncodedPayload(JsonElement header) =>
        !header.TryGetProperty("b64"u8, out var value) || value.ValueKind != JsonValueKind.False;
}
