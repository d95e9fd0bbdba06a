namespace FastApiUsers.OAuth;

/// <summary>Reddit. It gives no e-mail address.</summary>
/// <param name="clientId">The client id of the app.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
public sealed class RedditClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "reddit",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://www.reddit.com/api/v1/authorize",
        AccessTokenEndpoint = "https://www.reddit.com/api/v1/access_token",
        RefreshTokenEndpoint = "https://www.reddit.com/api/v1/access_token",
        RevokeTokenEndpoint = "https://www.reddit.com/api/v1/revoke_token",
        ProfileEndpoint = "https://oauth.reddit.com/api/v1/me",
        ReadProfile = profile => OAuthProfile.Create(
            profile.Text((options ?? ProviderOptions.Default).UseOriginalAccountIds ? "name" : "id"), email: null, isEmailVerified: false, profile),
        Scopes = options?.Scopes ?? ["identity"],
        SupportsPkce = false,
        ClientAuthentication = ClientAuthentication.Basic,
        Http = (options ?? ProviderOptions.Default).Http,
    });
