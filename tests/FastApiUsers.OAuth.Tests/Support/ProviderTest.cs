using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.Support;

/// <summary>A test with a provider of its own and a clock that stands.</summary>
public abstract class ProviderTest : IAsyncLifetime
{
    protected const string Callback = "http://127.0.0.1:18000/auth/service/callback";

    internal SteppedTime Time { get; } = new();

    protected FakeProvider Provider { get; private set; } = null!;

    protected OAuthHttpOptions Http => new() { Time = Time };

    public async Task InitializeAsync() => Provider = await FakeProvider.StartAsync(Time);

    public async Task DisposeAsync() => await Provider.DisposeAsync();

    protected OAuth2Client CreateClient(ClientAuthentication? authentication = null, string? secret = null, OAuthHttpOptions? http = null) => new(new OAuth2ClientOptions
    {
        Name = "service",
        ClientId = Provider.ClientId,
        ClientSecret = secret ?? Provider.ClientSecret,
        AuthorizeEndpoint = Provider.AuthorizeEndpoint,
        AccessTokenEndpoint = Provider.AccessTokenEndpoint,
        RefreshTokenEndpoint = Provider.AccessTokenEndpoint,
        RevokeTokenEndpoint = Provider.RevokeTokenEndpoint,
        ProfileEndpoint = Provider.ProfileEndpoint,
        Scopes = ["profile", "email"],
        ClientAuthentication = authentication,
        Http = http ?? Http,
    });

    protected OpenIdConnectClient CreateOpenIdClient(IReadOnlyList<string>? algorithms = null, OAuthHttpOptions? http = null) => new(new OpenIdConnectClientOptions
    {
        Name = "openid",
        ClientId = Provider.ClientId,
        ClientSecret = Provider.ClientSecret,
        Issuer = Provider.Issuer,
        Scopes = ["openid", "email"],
        SigningAlgorithms = algorithms,
        Http = http ?? Http,
    });

    /// <summary>The way of a person through the provider, up to the tokens.</summary>
    protected static async Task<OAuthToken> LogInAsync(IOAuthClient client, string? nonce = null, Pkce? pkce = null, string? verifier = null)
    {
        var code = await GetCodeAsync(client, nonce, pkce);
        return await client.GetAccessTokenAsync(code, Callback, verifier ?? pkce?.Verifier, default);
    }

    protected static async Task<string> GetCodeAsync(IOAuthClient client, string? nonce = null, Pkce? pkce = null)
    {
        var url = await client.GetAuthorizationUrlAsync(new AuthorizationRequest(Callback) { State = "XYZ", Nonce = nonce, CodeChallenge = pkce?.Challenge }, default);
        var callback = await FakeProvider.ConsentAsync(url);
        return System.Web.HttpUtility.ParseQueryString(callback.Query)["code"]!;
    }

    protected static async Task<OAuthException> AssertFailsAsync(OAuthFailure kind, Func<Task> action)
    {
        var exception = await Assert.ThrowsAsync<OAuthException>(action);
        Assert.Equal(kind, exception.Kind);
        return exception;
    }
}
