using System.Security.Cryptography;
using System.Text;

namespace FastApiUsers.OAuth;

/// <summary>Facebook. It does not say whether an e-mail address is verified, so that none is.</summary>
/// <param name="clientId">The app id.</param>
/// <param name="clientSecret">The app secret.</param>
/// <param name="options">The rest.</param>
/// <param name="version">The version of the Graph API. The default is <c>v23.0</c>.</param>
public sealed class FacebookClient(string clientId, string clientSecret, ProviderOptions? options = null, string version = "v23.0")
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "facebook",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = $"https://www.facebook.com/{HostName.CheckLabel(version, nameof(version))}/dialog/oauth",
        AccessTokenEndpoint = $"https://graph.facebook.com/{version}/oauth/access_token",
        Scopes = options?.Scopes ?? ["email", "public_profile"],
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    private readonly string _profile = $"https://graph.facebook.com/{version}/me?fields=id,name,email";
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(clientSecret);

    /// <inheritdoc/>
    public override async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);

        // Facebook's setting "Require App Secret" refuses a token that comes without this proof.
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(token.AccessToken)));
        var profile = await GetJsonAsync($"{_profile}&appsecret_proof={proof}", token, cancellationToken).ConfigureAwait(false);
        return OAuthProfile.Create(profile.Id("id"), profile.Text("email"), isEmailVerified: false, profile);
    }
}
