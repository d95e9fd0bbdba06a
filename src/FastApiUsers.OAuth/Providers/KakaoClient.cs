using System.Net.Http.Headers;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>Kakao. An e-mail address is verified where <c>is_email_valid</c> and <c>is_email_verified</c> both say so.</summary>
/// <param name="clientId">The REST API key.</param>
/// <param name="clientSecret">The client secret, which the application may have switched off: then it is empty.</param>
/// <param name="options">The rest.</param>
public sealed class KakaoClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "kakao",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://kauth.kakao.com/oauth/authorize",
        AccessTokenEndpoint = "https://kauth.kakao.com/oauth/token",
        RefreshTokenEndpoint = "https://kauth.kakao.com/oauth/token",
        ProfileEndpoint = "https://kapi.kakao.com/v2/user/me",
        ReadProfile = Read,
        Scopes = options?.Scopes ?? ["profile_nickname", "account_email"],
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    /// <inheritdoc/>
    // Kakao ends all tokens of a person at once, and the token itself says whose.
    public override async Task RevokeTokenAsync(string token, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://kapi.kakao.com/v1/user/unlink");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await SendAsync(request, "revocation", cancellationToken).ConfigureAwait(false);
    }

    private static OAuthIdentity Read(JsonElement profile)
    {
        var account = profile.Member("kakao_account");
        return OAuthProfile.Create(profile.Id("id"), account.Text("email"), account.IsTrue("is_email_valid") && account.IsTrue("is_email_verified"), profile);
    }
}
