namespace FastApiUsers.OAuth;

/// <summary>Auth0, by OpenID Connect. The e-mail address is as verified as <c>email_verified</c> says.</summary>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="domain">The domain of the tenant: <c>example.eu.auth0.com</c>.</param>
/// <param name="options">The rest.</param>
public sealed class Auth0Client(string clientId, string clientSecret, string domain, ProviderOptions? options = null)
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "auth0",
        ClientId = clientId,
        ClientSecret = clientSecret,
        // Auth0 writes its issuer with a slash at the end.
        Issuer = $"https://{HostName.Check(domain, nameof(domain))}/",
        Scopes = options?.Scopes ?? ["openid", "email", "profile"],
        Http = (options ?? ProviderOptions.Default).Http,
    });
