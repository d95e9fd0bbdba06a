using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>Naver. The e-mail address is one that the person chose for contact, and nothing says that it is verified.</summary>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">Its secret.</param>
/// <param name="options">The rest.</param>
public sealed class NaverClient(string clientId, string clientSecret, ProviderOptions? options = null)
    : OAuth2Client(new OAuth2ClientOptions
    {
        Name = options?.Name ?? "naver",
        ClientId = clientId,
        ClientSecret = clientSecret,
        AuthorizeEndpoint = "https://nid.naver.com/oauth2.0/authorize",
        AccessTokenEndpoint = "https://nid.naver.com/oauth2.0/token",
        RefreshTokenEndpoint = "https://nid.naver.com/oauth2.0/token",
        RevokeTokenEndpoint = "https://nid.naver.com/oauth2.0/token",
        ProfileEndpoint = "https://openapi.naver.com/v1/nid/me",
        ReadProfile = Read,
        Scopes = options?.Scopes ?? [],
        SupportsPkce = false,
        Http = (options ?? ProviderOptions.Default).Http,
    })
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> GetRevocationParameters(string token) =>
        new OrderedDictionary<string, string> { ["grant_type"] = "delete", ["access_token"] = token, ["service_provider"] = "NAVER" };

    private static OAuthIdentity Read(JsonElement profile)
    {
        var person = profile.Member("response");
        return OAuthProfile.Create(person.Id("id"), person.Text("email"), isEmailVerified: false, person);
    }
}
