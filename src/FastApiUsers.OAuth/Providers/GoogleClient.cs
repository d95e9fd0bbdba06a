using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>Google, by OpenID Connect. The e-mail address is as verified as <c>email_verified</c> says.</summary>
/// <param name="clientId">The client id of the Google Cloud console.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
public sealed class GoogleClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "google",
        ClientId = clientId,
        ClientSecret = clientSecret,
        Issuer = ConfiguredIssuer,
        Scopes = options?.Scopes ?? ["openid", "email", "profile"],
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    private const string ConfiguredIssuer = "https://accounts.google.com";

    private readonly bool _usesPeople = options?.UseOriginalAccountIds ?? false;

    /// <inheritdoc/>
    // Google documents that an id token may leave out the scheme.
    protected override bool IsIssuer(string issuer, string configured, JsonElement claims) => issuer is ConfiguredIssuer or "accounts.google.com";

    /// <inheritdoc/>
    // The number of a Google account is the same in its subject and in its resource name at the People API.
    protected override OAuthIdentity ReadIdentity(JsonElement claims)
    {
        var identity = base.ReadIdentity(claims);
        return _usesPeople ? identity with { AccountId = $"people/{identity.AccountId}" } : identity;
    }
}
