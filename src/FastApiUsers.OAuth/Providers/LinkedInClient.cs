namespace FastApiUsers.OAuth;

/// <summary>
/// LinkedIn, by the user info of OpenID Connect: its id token takes no nonce, and the user info comes straight from LinkedIn. The
/// e-mail address is as verified as <c>email_verified</c> says.
/// </summary>
/// <param name="clientId">The client id of the application, which needs the product "Sign In with LinkedIn using OpenID Connect".</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
public sealed class LinkedInClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "linkedin",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://www.linkedin.com/oauth/v2/authorization",
        AccessTokenEndpoint = "https://www.linkedin.com/oauth/v2/accessToken",
        RefreshTokenEndpoint = "https://www.linkedin.com/oauth/v2/accessToken",
        ProfileEndpoint = "https://api.linkedin.com/v2/userinfo",
        Scopes = options?.Scopes ?? ["openid", "email", "profile"],
        // LinkedIn takes a challenge from native applications alone.
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    });
