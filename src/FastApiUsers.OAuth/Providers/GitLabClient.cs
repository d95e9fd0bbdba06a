namespace FastApiUsers.OAuth;

/// <summary>GitLab, by OpenID Connect: gitlab.com or a server of one's own. The e-mail address is as verified as <c>email_verified</c> says.</summary>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
/// <param name="domain">The server. The default is <c>gitlab.com</c>.</param>
public sealed class GitLabClient(string clientId, string clientSecret, ProviderOptions? options = null, string domain = "gitlab.com")
    : OpenIdConnectClient(new OpenIdConnectClientOptions
    {
        Name = options?.Name ?? "gitlab",
        ClientId = clientId,
        ClientSecret = clientSecret,
        Issuer = $"https://{HostName.Check(domain, nameof(domain))}",
        Scopes = options?.Scopes ?? ["openid", "email", "profile"],
        Http = (options ?? ProviderOptions.Default).Http,
    });
