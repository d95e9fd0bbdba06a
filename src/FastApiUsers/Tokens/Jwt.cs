using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FastApiUsers.Tokens;

/// <summary>
/// JSON Web Tokens (RFC 7519) as FastAPI Users makes and checks them. HMACs are those of the framework, signatures those of
/// Microsoft.IdentityModel; the claims are judged as PyJWT judges them, so that each side accepts the other's tokens and no others.
/// </summary>
public static class Jwt
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Signs claims.</summary>
    /// <param name="claims">The claims in the order in which they are written.</param>
    /// <param name="key">The key.</param>
    /// <param name="lifetime">After how long the token expires; without one it has no <c>exp</c>.</param>
    /// <param name="time">The clock; by default the system's.</param>
    public static string Generate(
        IEnumerable<KeyValuePair<string, object>> claims, JwtKey key, TimeSpan? lifetime = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(key);

        var payload = new OrderedDictionary<string, object>(claims);
        if (lifetime is { } span)
            payload["exp"] = (time ?? TimeProvider.System).GetUtcNow().Add(span).ToUnixTimeSeconds();

        var signed = $"{Base64Url.EncodeToString(key.Header)}.{Encode(EscapeNonAscii(JsonSerializer.Serialize(payload, Compact)))}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Checks a token: its form, its header, its signature and then its claims.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="key">The key; only its algorithm is accepted.</param>
    /// <param name="audiences">The audiences, one of which the token must be for.</param>
    /// <param name="strictBase64Url">Whether padding and the standard alphabet are refused (RFC 7515 section 2).</param>
    /// <param name="time">The clock; by default the system's.</param>
    public static JwtResult Decode(
        string token, JwtKey key, IReadOnlyCollection<string> audiences, bool strictBase64Url = true, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(audiences);

        var error = Read(token, key, audiences, strictBase64Url, time, ToDictionary, out Dictionary<string, JsonElement>? claims);
        return new JwtResult(claims, error);
    }

    /// <summary>Checks a token likewise, and reads of its claims what the caller needs, while they lie in a rented buffer.</summary>
    /// <returns>The reason why it is not accepted. Only where it is, the claims are read.</returns>
    internal static JwtError Read<TClaims>(
        string token, JwtKey key, IReadOnlyCollection<string> audiences, bool strictBase64Url, TimeProvider? time, Func<JsonElement, TClaims> read, out TClaims? claims)
    {
        claims = default;
        if (!JwtSegments.TrySplit(token, strictBase64Url, out var segments))
            return JwtError.Invalid;

        using (segments)
        {
            if (!JwtHeader.IsAccepted(segments.Header, key)
                || !key.Verify(segments.Signed, segments.Signature)
                || !JwtJson.TryParseObject(segments.Payload, out var document))
            {
                return JwtError.Invalid;
            }

            using (document)
            {
                var error = JwtClaims.Check(document.RootElement, audiences, (time ?? TimeProvider.System).GetUtcNow());
                if (error == JwtError.None)
                    claims = read(document.RootElement);
                return error;
            }
        }
    }

    private static Dictionary<string, JsonElement> ToDictionary(JsonElement claims)
    {
        var members = new Dictionary<string, JsonElement>();
        foreach (var member in claims.Clone().EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text));

    // As Python's json.dumps writes text, so that the same claims are the same token on both sides.
    private static string EscapeNonAscii(string json)
    {
        var builder = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            if (c is >= ' ' and <= '~')
                builder.Append(c);
            else
                builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return builder.ToString();
    }
}
