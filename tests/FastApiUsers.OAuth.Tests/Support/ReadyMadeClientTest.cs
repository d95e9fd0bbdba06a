using System.Text.Json;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.Support;

/// <summary>A test of a ready-made client on the answers that its provider documents, at the URLs that it documents.</summary>
public abstract class ReadyMadeClientTest : ProviderTest
{
    protected const string Id = "CLIENT_ID";
    protected const string Secret = "CLIENT_SECRET";

    private readonly List<HttpClient> _clients = [];

    protected ProviderOptions Options => new() { Http = Detoured() };

    protected static OAuthToken Token { get; } = new() { AccessToken = "ACCESS_TOKEN" };

    protected OAuthHttpOptions Detoured()
    {
        var client = new HttpClient(new DetourHandler(Provider));
        _clients.Add(client);
        return new OAuthHttpOptions { CreateClient = () => client, Time = Time };
    }

    /// <summary>What the provider answers to <c>GET /host/path</c>.</summary>
    protected void Answer(string request, string body, int status = 200, string mediaType = "application/json") =>
        Provider.Answers[request] = new CannedAnswer(body, status, mediaType);

    /// <summary>Publishes a configuration and keys as the provider does.</summary>
    protected void AnswerAsOpenId(string issuer, string? configurationOf = null, object? more = null)
    {
        var host = new Uri(issuer.Replace("{tenantid}", "common", StringComparison.Ordinal)).Host;
        var configuration = new Dictionary<string, object>
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = $"https://{host}/authorize",
            ["token_endpoint"] = $"https://{host}/token",
            ["userinfo_endpoint"] = $"https://{host}/userinfo",
            ["jwks_uri"] = $"https://{host}/keys",
            ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_post" },
        };
        foreach (var member in more?.GetType().GetProperties() ?? [])
            configuration[member.Name] = member.GetValue(more)!;

        var place = (configurationOf ?? issuer).TrimEnd('/').Replace("https://", "", StringComparison.Ordinal);
        Answer($"GET /{place}/.well-known/openid-configuration", JsonSerializer.Serialize(configuration));
        Answer($"GET /{host}/keys", JsonSerializer.Serialize(Provider.Keys.Publish()));
    }

    /// <summary>A token whose id token has the usual claims and those given.</summary>
    protected OAuthToken IdToken(string issuer, string claims, string algorithm = "RS256")
    {
        var all = new Dictionary<string, object?>
        {
            ["iss"] = issuer,
            ["aud"] = Id,
            ["iat"] = Time.Now.ToUnixTimeSeconds(),
            ["exp"] = Time.Now.AddHours(1).ToUnixTimeSeconds(),
        };
        foreach (var member in JsonDocument.Parse(claims).RootElement.EnumerateObject())
            all[member.Name] = member.Value;
        return Token with { IdToken = Provider.Keys.Sign(all, algorithm) };
    }

    protected static async Task AssertIdentityAsync(IOAuthClient client, OAuthToken token, string id, string? email, bool isVerified)
    {
        var identity = await client.GetIdEmailAsync(token, null, default);

        Assert.Equal((id, email, isVerified), (identity.AccountId, identity.Email, identity.IsEmailVerified));
    }

    protected static async Task<string> AuthorizationUrlAsync(IOAuthClient client, string? nonce = null) =>
        (await client.GetAuthorizationUrlAsync(new AuthorizationRequest("https://castle.bt/callback") { State = "XYZ", Nonce = nonce }, default)).AbsoluteUri;
}
