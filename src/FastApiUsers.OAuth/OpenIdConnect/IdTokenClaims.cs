using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>The claims of an id token, after OpenID Connect Core section 3.1.3.7. Each check returns what is wrong.</summary>
internal sealed class IdTokenClaims(JsonElement claims, string clientId, TimeSpan skew, DateTimeOffset now)
{
    private const int MaximumSubject = 255;

    /// <summary>Step 2. The text is compared exactly.</summary>
    public string? Issuer(Func<string, bool> isIssuer) => claims.Text("iss") is { } issuer && isIssuer(issuer) ? null : "its issuer is another";

    /// <summary>Steps 3 to 5.</summary>
    public string? Audience()
    {
        var audience = claims.Member("aud");
        if (!(audience.ValueKind == JsonValueKind.String ? audience.ValueEquals(clientId) : claims.Texts("aud")?.Contains(clientId) ?? false))
            return "its audience is another";

        var party = claims.Member("azp");
        if (party.ValueKind == JsonValueKind.Undefined)
            return audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() > 1 ? "it has several audiences and no authorized party" : null;
        return party.ValueKind == JsonValueKind.String && party.ValueEquals(clientId) ? null : "its authorized party is another";
    }

    /// <summary>Steps 9 and 10, and <c>nbf</c> (RFC 7519 section 4.1.5).</summary>
    public string? Time()
    {
        var earliest = (now - skew).ToUnixTimeSeconds();
        var latest = (now + skew).ToUnixTimeSeconds();
        if (claims.Member("exp").ValueKind != JsonValueKind.Number || claims.Seconds("exp") is not { } expires || expires <= earliest)
            return "it has expired";
        if (claims.Member("iat").ValueKind != JsonValueKind.Number || claims.Seconds("iat") is not { } issued || issued > latest)
            return "it was issued in the future, or never";
        if (claims.Member("nbf").ValueKind != JsonValueKind.Undefined && !(claims.Seconds("nbf") <= latest))
            return "it is not valid yet";
        return null;
    }

    /// <summary>Step 11.</summary>
    public string? Nonce(string? nonce) => nonce is null || Equal(claims.Text("nonce"), nonce) ? null : "its nonce is another";

    /// <summary>Section 3.1.3.8: the access token belongs to it.</summary>
    public string? AccessTokenHash(string algorithm, string accessToken)
    {
        if (claims.Member("at_hash").ValueKind == JsonValueKind.Undefined)
            return null;

        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = algorithm[2..] switch
        {
            "256" => SHA256.HashData(bytes),
            "384" => SHA384.HashData(bytes),
            _ => SHA512.HashData(bytes),
        };
        return Equal(claims.Text("at_hash"), Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2))) ? null : "its access token is another";
    }

    /// <summary>Section 2: at most 255 characters of ASCII.</summary>
    public string? Subject() =>
        claims.Text("sub") is { Length: <= MaximumSubject } subject && Ascii.IsValid(subject) ? null : "it has no subject";

    private static bool Equal(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
