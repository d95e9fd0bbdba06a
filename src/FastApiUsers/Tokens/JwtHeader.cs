using System.Text.Json;

namespace FastApiUsers.Tokens;

/// <summary>The rules of RFC 7515 section 4.1 for the header of a JWT.</summary>
internal static class JwtHeader
{
    public static bool IsAccepted(byte[] json, string algorithm) =>
        JwtSegments.TryParseObject(json, out var header)
        && IsAlgorithm(header, algorithm)
        && HasTextKeyId(header)
        && UnderstandsCritical(header)
        && IsEncodedPayload(header);

    // RFC 8725 section 3.1: the configured algorithm alone, compared by case.
    private static bool IsAlgorithm(Dictionary<string, JsonElement> header, string algorithm) =>
        header.TryGetValue("alg", out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(algorithm);

    private static bool HasTextKeyId(Dictionary<string, JsonElement> header) =>
        !header.TryGetValue("kid", out var value) || value.ValueKind == JsonValueKind.String;

    // RFC 7515 section 4.1.11: a list that is not empty, of names that are understood and present.
    private static bool UnderstandsCritical(Dictionary<string, JsonElement> header)
    {
        if (!header.TryGetValue("crit", out var critical))
            return true;

        return critical.ValueKind == JsonValueKind.Array
            && critical.GetArrayLength() > 0
            && critical.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && name.ValueEquals("b64"))
            && header.ContainsKey("b64");
    }

    // RFC 7797 section 7: a JWT must not have an unencoded payload.
    private static bool IsEncodedPayload(Dictionary<string, JsonElement> header) =>
        !header.TryGetValue("b64", out var value) || value.ValueKind != JsonValueKind.False;
}
