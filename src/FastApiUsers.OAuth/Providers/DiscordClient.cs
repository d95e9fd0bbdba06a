namespace FastApiUsers.OAuth;

/// <summary>Discord. The e-mail address is as verified as <c>verified</c> says.</summary>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
public sealed class DiscordClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "discord",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://discord.com/api/oauth2/authorize",
        AccessTokenEndpoint = "https://discord.com/api/oauth2/token",
        RefreshTokenEndpoint = "https://discord.com/api/oauth2/token",
        RevokeTokenEndpoint = "https://discord.com/api/oauth2/token/revoke",
        ProfileEndpoint = "https://discord.com/api/users/@me",
        ReadProfile = profile => OAuthProfile.Create(profile.Id("id"), profile.Text("email"), profile.IsTrue("verified"), profile),
        Scopes = options?.Scopes ?? ["identify", "email"],
        ClientAuthentication = ClientAuthentication.Basic,
        Http = (options ?? ProviderOptions.Default).Http,
    });
