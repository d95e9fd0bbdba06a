namespace FastApiUsers.OAuth;

/// <summary>Okta, by OpenID Connect at the organisation's authorization server. The e-mail address is as verified as <c>email_verified</c> says.</summary>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="domain">The domain of the organisation: <c>example.okta.com</c>.</param>
/// <param name="options">The rest.</param>
public sealed class OktaClient(string clientId, string clientSecret, string domain, ProviderOptions? options = null)
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "okta",
        ClientId = clientId,
        ClientSecret = clientSecret,
        Issuer = $"https://{HostName.Check(domain, nameof(domain))}",
        Scopes = options?.Scopes ?? ["openid", "email", "profile"],
        Http = (options ?? ProviderOptions.Default).Http,
    });
