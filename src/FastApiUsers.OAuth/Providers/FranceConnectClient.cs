using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>
/// FranceConnect, version 2, by OpenID Connect: its user info is a signed JWT. The e-mail address is the one that the person gave to
/// the provider behind it, and is not verified.
/// </summary>
/// <param name="clientId">The client id of the service.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
/// <param name="issuer">The environment. The default is production, <c>https://oidc.franceconnect.gouv.fr/api/v2</c>.</param>
public sealed class FranceConnectClient(string clientId, string clientSecret, ProviderOptions? options = null, string issuer = "https://oidc.franceconnect.gouv.fr/api/v2")
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "franceconnect",
        ClientId = clientId,
        ClientSecret = clientSecret,
        Issuer = issuer,
        Scopes = options?.Scopes ?? ["openid", "email"],
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    /// <inheritdoc/>
    protected override OAuthIdentity ReadIdentity(JsonElement claims) => base.ReadIdentity(claims) with { IsEmailVerified = false };

    /// <inheritdoc/>
    // FranceConnect refuses a request without a nonce or without a level of trust.
    protected override IEnumerable<KeyValuePair<string, string>> GetAuthorizationParameters(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [KeyValuePair.Create("nonce", request.Nonce ?? Pkce.Create().Verifier), KeyValuePair.Create("acr_values", "eidas1")];
    }
}
