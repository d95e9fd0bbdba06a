namespace FastApiUsers.OAuth;

/// <summary>
/// X, which wants PKCE. There is an e-mail address for the scope <c>users.email</c>, which the application has to be allowed; it is the
/// one that the person has confirmed.
/// </summary>
/// <param name="clientId">The OAuth 2.0 client id of the app.</param>
/// <param name="clientSecret">Its secret; empty for a public client.</param>
/// <param name="options">The rest.</param>
public sealed class XClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "x",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://x.com/i/oauth2/authorize",
        AccessTokenEndpoint = "https://api.x.com/2/oauth2/token",
        RefreshTokenEndpoint = "https://api.x.com/2/oauth2/token",
        RevokeTokenEndpoint = "https://api.x.com/2/oauth2/revoke",
        Scopes = options?.Scopes ?? ["users.read", "tweet.read", EmailScope],
        ClientAuthentication = clientSecret.Length == 0 ? ClientAuthentication.None : ClientAuthentication.Basic,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    private const string EmailScope = "users.email";

    /// <inheritdoc/>
    public override async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);

        // RFC 6749 section 5.1: an answer that names no scope grants what was asked for.
        var scopes = token.Response.Text("scope")?.Split(' ') ?? Scopes;
        var url = $"https://api.x.com/2/users/me{(scopes.Contains(EmailScope) ? "?user.fields=confirmed_email" : "")}";
        var profile = (await GetJsonAsync(url, token, cancellationToken).ConfigureAwait(false)).Member("data");
        return OAuthProfile.Create(profile.Id("id"), profile.Text("confirmed_email"), isEmailVerified: true, profile);
    }
}
