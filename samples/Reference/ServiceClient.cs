using System.Text.Json;
using FastApiUsers.Hosting;
using FastApiUsers.OAuth;

namespace Reference;

/// <summary>
/// The provider <c>service</c> of the contract, whose addresses stand under <c>OAuth:Service</c>. It knows no code challenge, and does
/// not say whether an e-mail address is verified; the contract trusts it.
/// </summary>
internal static class ServiceClient
{
    public const string Name = "service";

    public static void AddTo(FastApiUsersBuilder users, IConfiguration configuration)
    {
        var settings = configuration.GetSection("OAuth:Service");
        var client = new OAuth2Client(new OAuth2ClientOptions
        {
            Name = Name,
            ClientId = "CLIENT_ID",
            ClientSecret = "CLIENT_SECRET",
            AuthorizeEndpoint = settings["AuthorizeEndpoint"],
            AccessTokenEndpoint = settings["AccessTokenEndpoint"],
            ProfileEndpoint = settings["ProfileEndpoint"],
            Scopes = ["profile", "email"],
            SupportsPkce = false,

            // Whoever has no e-mail address is refused for that, whether there is an id or not.
            ReadProfile = profile => profile.GetProperty("email").ValueKind == JsonValueKind.Null ? new OAuthIdentity("", null, false, profile) : OAuthProfile.Read(profile),
        });
        users.AddOAuthClient(client, service => service.TrustsEmails = true);
    }
}
