using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FastApiUsers.Tokens;

/// <summary>The registered claims of RFC 7519 section 4.1, judged as PyJWT judges them.</summary>
internal static partial class JwtClaims
{
    public static JwtError Check(JsonElement claims, IReadOnlyCollection<string> audiences, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeMilliseconds() / 1000m;

        if (claims.TryGetProperty("iat"u8, out var iat))
        {
            if (!TryGetInteger(iat, out var issuedAt))
                return JwtError.Invalid;
            if (issuedAt > seconds)
                return JwtError.NotYetValid;
        }

        if (claims.TryGetProperty("nbf"u8, out var nbf))
        {
            if (!TryGetInteger(nbf, out var notBefore))
                return JwtError.Invalid;
            if (notBefore > seconds)
                return JwtError.NotYetValid;
        }

        if (claims.TryGetProperty("exp"u8, out var exp))
        {
            if (!TryGetInteger(exp, out var expires))
                return JwtError.Invalid;
            if (expires <= seconds)
                return JwtError.Expired;
        }

        if (!IsForOneOf(claims, audiences))
            return JwtError.WrongAudience;

        return IsTextOrMissing(claims, "sub"u8) && IsTextOrMissing(claims, "jti"u8) ? JwtError.None : JwtError.Invalid;
    }

    private static bool IsForOneOf(JsonElement claims, IReadOnlyCollection<string> audiences)
    {
        if (!claims.TryGetProperty("aud"u8, out var audience))
            return false;
        if (audience.ValueKind == JsonValueKind.String)
            return audiences.Contains(audience.GetString()!);

        if (audience.ValueKind != JsonValueKind.Array)
            return false;

        var isFound = false;
        foreach (var item in audience.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
                return false;
            isFound = isFound || audiences.Contains(item.GetString()!);
        }

        return isFound;
    }

    private static bool IsTextOrMissing(JsonElement claims, ReadOnlySpan<byte> name) =>
        !claims.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.String;

    // PyJWT reads a time with Python's int(): numbers, truth values, and texts of digits that underscores may group.
    private static bool TryGetInteger(JsonElement value, out decimal seconds)
    {
        seconds = value.ValueKind == JsonValueKind.True ? 1 : 0;
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out seconds),
            JsonValueKind.True or JsonValueKind.False => true,
            JsonValueKind.String when PythonInteger().IsMatch(value.GetString()!) => decimal.TryParse(
                value.GetString()!.Replace("_", "", StringComparison.Ordinal), NumberStyles.Integer, CultureInfo.InvariantCulture, out seconds),
            _ => false,
        };
        seconds = decimal.Truncate(seconds);
        return isNumber;
    }

    [GeneratedRegex(@"^\s*[+-]?[0-9]+(_[0-9]+)*\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PythonInteger();
}
