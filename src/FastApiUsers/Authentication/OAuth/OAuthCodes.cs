using System.Security.Cryptography;
using System.Text;
using FastApiUsers.OAuth;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;

namespace FastApiUsers.Authentication;

/// <summary>
/// Codes that a page of the application is given at the end of a flow, to exchange them for tokens: each is good for a minute, once,
/// and for whoever began the flow with its challenge (RFC 7636). It dies with the password that its user had, as tokens do.
/// </summary>
internal sealed class OAuthCodes(string route, FastApiUsersOptions options, IUsedTokens used, TimeProvider time)
{
    private const string ChallengeClaim = "code_challenge";
    private const string RouteClaim = "route";

    // RFC 6749 section 4.1.2: ten minutes at the most. A page exchanges it as it loads.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>A code for a user.</summary>
    public string Write(string userId, string hashedPassword, string challenge) => Jwt.Generate(
        [
            new("sub", userId),
            new("jti", OpaqueToken.Generate()),
            new(RouteClaim, route),
            new(ChallengeClaim, challenge),
            new(PasswordFingerprint.Claim, PasswordFingerprint.Compute(options.OAuthStateSecret.RevealBytes(), hashedPassword)),
            new("aud", options.OAuthCodeAudience),
        ],
        JwtKey.Create(options.OAuthStateSecret), Lifetime, time);

    /// <returns>The id of the user and the fingerprint of the password, or <see langword="null"/> where the code is not, or no longer, good.</returns>
    public async Task<(string UserId, string Fingerprint)?> UseAsync(string code, string verifier, CancellationToken cancellationToken)
    {
        var claims = Jwt.Decode(code, JwtKey.Create(options.OAuthStateSecret), [options.OAuthCodeAudience], strictBase64Url: true, time);
        return claims.GetString(RouteClaim) == route
            && claims.GetString(ChallengeClaim) is { } challenge
            && claims.GetString("jti") is { } id
            && claims.GetString("sub") is { } userId
            && claims.GetString(PasswordFingerprint.Claim) is { } fingerprint
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(challenge), Encoding.UTF8.GetBytes(Pkce.CreateChallenge(verifier)))
            && await used.TryUseAsync(OpaqueToken.ToStored("oauth-code:" + id, TokenStorage.Hashed), Lifetime, cancellationToken).ConfigureAwait(false)
            ? (userId, fingerprint)
            : null;
    }

    /// <summary>Whether the user still has the password that a code was written for.</summary>
    public bool IsOfPassword(string fingerprint, string hashedPassword) =>
        PasswordFingerprint.Matches(fingerprint, options.OAuthStateSecret.RevealBytes(), hashedPassword);
}
