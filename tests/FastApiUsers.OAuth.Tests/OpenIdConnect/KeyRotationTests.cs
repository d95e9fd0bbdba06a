using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.OpenIdConnect;

/// <summary>OpenID Connect Core section 10.1.1.</summary>
public sealed class KeyRotationTests : ProviderTest
{
    [Fact]
    public async Task Keys_are_read_once()
    {
        var client = CreateOpenIdClient();

        await IdentifyAsync(client);
        await IdentifyAsync(client);

        Assert.Single(Provider.SeenAt("/jwks"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task New_keys_are_read_at_once(bool namesKeys)
    {
        Provider.NamesKeys = namesKeys;
        var client = CreateOpenIdClient();
        await IdentifyAsync(client);
        Provider.Keys.Rotate();

        Time.Advance(TimeSpan.FromSeconds(31));
        await IdentifyAsync(client);

        Assert.Equal(2, Provider.SeenAt("/jwks").Count);
    }

    [Fact]
    public async Task A_forger_does_not_make_a_hammer_of_the_client()
    {
        var client = CreateOpenIdClient();
        await IdentifyAsync(client);
        Provider.Failure = ProviderFailure.WrongSignature;
        Time.Advance(TimeSpan.FromSeconds(31));

        for (var i = 0; i < 10; i++)
            await AssertFailsAsync(OAuthFailure.BadIdToken, () => IdentifyAsync(client));

        Assert.Equal(2, Provider.SeenAt("/jwks").Count);
    }

    [Fact]
    public async Task A_key_that_is_taken_away_is_forgotten_after_a_day()
    {
        var client = CreateOpenIdClient();
        Provider.ExtraClaims["exp"] = Time.Now.AddDays(2).ToUnixTimeSeconds();
        var token = await LogInAsync(client);
        await client.GetIdEmailAsync(token, null, default);
        Provider.Keys.Rotate();

        Time.Advance(TimeSpan.FromHours(25));

        await AssertFailsAsync(OAuthFailure.BadIdToken, () => client.GetIdEmailAsync(token, null, default));
        Assert.Equal(2, Provider.SeenAt("/jwks").Count);
    }

    [Fact]
    public async Task Where_the_keys_cannot_be_read_the_old_ones_stay()
    {
        var client = CreateOpenIdClient();
        await IdentifyAsync(client);
        (Provider.FailingPath, Provider.Failure) = ("/jwks", ProviderFailure.ServerError);

        Time.Advance(TimeSpan.FromHours(25));

        await IdentifyAsync(client);
    }

    [Theory]
    [InlineData("""{"keys":[]}""", OAuthFailure.BadIdToken)]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"RS256-1","n":"AQAB","e":"AQAB"}]}""", OAuthFailure.BadIdToken)]
    [InlineData("""{"keys":[{"kty":"EC","kid":"RS256-1","crv":"P-256","x":"AQAB","y":"AQAB"}]}""", OAuthFailure.BadIdToken)]
    [InlineData("""{"keys":[{"kty":"oct","kid":"RS256-1","k":"AQAB"}]}""", OAuthFailure.BadIdToken)]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"RS256-1"}]}""", OAuthFailure.BadIdToken)]
    [InlineData("""[]""", OAuthFailure.BadAnswer)]
    public async Task Keys_that_cannot_check_accept_nothing(string keys, OAuthFailure kind)
    {
        Provider.Answers["GET /jwks"] = new CannedAnswer(keys);

        await AssertFailsAsync(kind, () => IdentifyAsync(CreateOpenIdClient()));
    }

    private static async Task<OAuthIdentity> IdentifyAsync(OpenIdConnectClient client) =>
        await client.GetIdEmailAsync(await LogInAsync(client), null, default);
}
