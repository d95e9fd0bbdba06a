using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Errors;
using FastApiUsers.Settings;
using FastApiUsers.Tokens;

namespace FastApiUsers.Authentication;

/// <summary>
/// What goes to the provider and comes back by the browser (RFC 6749 section 10.12, RFC 9700 section 4.7): a signed token, whose CSRF
/// token a cookie of that browser has to hold as well. Nothing of it is stored.
/// </summary>
/// <param name="CsrfToken">The random value of this flow.</param>
internal sealed record OAuthState(string CsrfToken)
{
    private const string CsrfClaim = "csrftoken";
    private const string SubjectClaim = "sub";
    private const string AudienceClaim = "aud";
    private const string RouteClaim = "route";
    private const string PageClaim = "redirect_to";
    private const string ChallengeClaim = "code_challenge";

    private const int FlowLength = 16;

    /// <summary>The user whom an account is connected with.</summary>
    public string? Subject { get; init; }

    /// <summary>The routes that it was made by, with the client (RFC 9700 section 4.4.2: the callback of one provider is not that of another).</summary>
    public string? Route { get; init; }

    /// <summary>The page that the flow ends on.</summary>
    public string? Page { get; init; }

    /// <summary>The challenge of the program that gets a code there.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>What tells this flow from others of the browser, and says nothing of the CSRF token.</summary>
    public string Flow => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(CsrfToken)))[..FlowLength];

    /// <summary>What marks it as used.</summary>
    public string UseId => OpaqueToken.ToStored("oauth-state:" + CsrfToken, TokenStorage.Hashed);

    public string Write(FastApiUsersOptions options, TimeProvider time)
    {
        var claims = new List<KeyValuePair<string, object>>();
        Add(SubjectClaim, Subject);
        Add(CsrfClaim, CsrfToken);
        Add(RouteClaim, Route);
        Add(PageClaim, Page);
        Add(ChallengeClaim, CodeChallenge);
        Add(AudienceClaim, options.OAuthState.Audience);
        return Jwt.Generate(claims, JwtKey.Create(options.OAuthStateSecret), options.OAuthState.Lifetime, time);

        void Add(string name, string? value)
        {
            if (value is not null)
                claims.Add(new(name, value));
        }
    }

    /// <returns>The state, or the code of the error.</returns>
    public static (OAuthState? State, string? Error) Read(string? token, FastApiUsersOptions options, TimeProvider time)
    {
        var claims = Jwt.Decode(token ?? "", JwtKey.Create(options.OAuthStateSecret), [options.OAuthState.Audience], options.StrictBase64Url, time);
        if (!claims.IsAccepted)
            return (null, claims.Error == JwtError.Expired ? ErrorCode.AccessTokenAlreadyExpired : ErrorCode.AccessTokenDecodeError);
        if (claims.GetString(CsrfClaim) is not { } csrfToken)
            return (null, ErrorCode.OAuthInvalidState);

        return (new OAuthState(csrfToken)
        {
            Subject = claims.GetString(SubjectClaim),
            Route = claims.GetString(RouteClaim),
            Page = claims.GetString(PageClaim),
            CodeChallenge = claims.GetString(ChallengeClaim),
        }, null);
    }

    /// <summary>The state of a flow that may be over, for nothing but to say so on its page.</summary>
    public static OAuthState? ReadExpired(string? token, FastApiUsersOptions options) => Read(token, options, BeforeAllExpiry.Instance).State;

    /// <summary>The PKCE verifier of this flow (RFC 7636 section 4.1): 256 bits that only this server can compute.</summary>
    public string DeriveVerifier(FastApiUsersOptions options) => Derive("fastapi-users:oauth-pkce:", options);

    /// <summary>The nonce of this flow (OpenID Connect Core section 15.5.2).</summary>
    public string DeriveNonce(FastApiUsersOptions options) => Derive("fastapi-users:oauth-nonce:", options);

    /// <summary>Names nothing that is secret.</summary>
    public override string ToString() => nameof(OAuthState);

    private string Derive(string purpose, FastApiUsersOptions options) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(options.OAuthStateSecret.RevealBytes(), Encoding.UTF8.GetBytes(purpose + CsrfToken)));

    private sealed class BeforeAllExpiry : TimeProvider
    {
        public static BeforeAllExpiry Instance { get; } = new();

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
