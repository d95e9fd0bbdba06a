using System.Text.Json;
using FastApiUsers.OAuth;

namespace Snippets;

public sealed class ForumClient(string clientId, string clientSecret) : OpenIdConnectClient(new OpenIdConnectClientOptions
{
    Name = "forum",
    ClientId = clientId,
    ClientSecret = clientSecret,
    Issuer = "https://forum.example.com",
    Scopes = ["openid", "email"],
})
{
    protected override IEnumerable<KeyValuePair<string, string>> GetAuthorizationParameters(AuthorizationRequest request) =>
        [.. base.GetAuthorizationParameters(request), new("prompt", "select_account")];

    protected override OAuthIdentity ReadIdentity(JsonElement claims) =>
        base.ReadIdentity(claims) with { IsEmailVerified = false };
}
