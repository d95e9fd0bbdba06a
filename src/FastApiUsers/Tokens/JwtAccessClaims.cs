using System.Text.Json;

namespace FastApiUsers.Tokens;

/// <summary>What an access token says of its user.</summary>
/// <param name="Subject">The user's id, where it is a text.</param>
/// <param name="SessionId">The session, where it is a text.</param>
/// <param name="HasFingerprint">Whether there is a fingerprint of the password.</param>
/// <param name="Fingerprint">The fingerprint, where it is a text.</param>
/// <param name="Expires">Whether the token has a time of expiry.</param>
internal readonly record struct JwtAccessClaims(string? Subject, string? SessionId, bool HasFingerprint, string? Fingerprint, bool Expires)
{
    // OpenID Connect Front-Channel Logout 1.0 section 3 registers the name.
    public const string SessionClaim = "sid";

    public static JwtAccessClaims Of(JsonElement claims) => new(
        GetText(claims, "sub"),
        GetText(claims, SessionClaim),
        claims.TryGetProperty(PasswordFingerprint.Claim, out _),
        GetText(claims, PasswordFingerprint.Claim),
        claims.TryGetProperty("exp", out _));

    private static string? GetText(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
