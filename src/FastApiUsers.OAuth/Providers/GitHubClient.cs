using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>
/// GitHub. The e-mail address is the primary one of the account, verified as the list of addresses says; the public address of
/// the profile is never taken for verified.
/// </summary>
/// <param name="clientId">The client id of the OAuth app.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
public sealed class GitHubClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "github",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://github.com/login/oauth/authorize",
        AccessTokenEndpoint = "https://github.com/login/oauth/access_token",
        RefreshTokenEndpoint = "https://github.com/login/oauth/access_token",
        // The original asks for "user" as well, which would let the application change the profile.
        Scopes = options?.Scopes ?? ["user:email"],
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    private const string Profile = "https://api.github.com/user";

    /// <inheritdoc/>
    public override async Task<OAuthIdentity> GetIdEmailAsync(OAuthToken token, string? nonce, CancellationToken cancellationToken)
    {
        var profile = await GetJsonAsync(Profile, token, cancellationToken).ConfigureAwait(false);
        var (email, isVerified) = await GetPrimaryAsync(token, cancellationToken).ConfigureAwait(false);
        return OAuthProfile.Create(profile.Id("id"), email ?? profile.Text("email"), isVerified, profile);
    }

    private async Task<(string? Email, bool IsVerified)> GetPrimaryAsync(OAuthToken token, CancellationToken cancellationToken)
    {
        try
        {
            var emails = await GetJsonAsync($"{Profile}/emails", token, cancellationToken).ConfigureAwait(false);
            var primary = emails.ValueKind == JsonValueKind.Array ? emails.EnumerateArray().FirstOrDefault(email => email.IsTrue("primary")) : default;
            return (primary.Text("email"), primary.Text("email") is not null && primary.IsTrue("verified"));
        }
        catch (OAuthException exception) when (exception.Kind == OAuthFailure.Refused)
        {
            // Without the scope user:email there is no list, only what the person shows to everybody.
            return default;
        }
    }
}
