using System.Text;
using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests;

/// <summary>RFC 6749 sections 4.1.3, 5.1 and 6, and RFC 7009.</summary>
public sealed class TokenRequestTests : ProviderTest
{
    [Fact]
    public async Task A_code_becomes_tokens()
    {
        var token = await LogInAsync(CreateClient());

        Assert.NotEmpty(token.AccessToken);
        Assert.NotEmpty(token.RefreshToken!);
        Assert.Equal(Time.Now.AddHours(1), token.ExpiresAt);
        Assert.Equal("Bearer", token.Response.GetProperty("token_type").GetString());
    }

    [Fact]
    public async Task The_request_is_a_form_that_asks_for_JSON()
    {
        Provider.Answers["POST /token"] = new CannedAnswer("""{"access_token":"TOKEN"}""");

        await CreateClient().GetAccessTokenAsync("THE CODE", Callback, null, default);

        var seen = Assert.Single(Provider.Seen);
        Assert.Equal(
            "grant_type=authorization_code&code=THE+CODE&redirect_uri=http%3A%2F%2F127.0.0.1%3A18000%2Fauth%2Fservice%2Fcallback&client_id=CLIENT_ID&client_secret=CLIENT_SECRET",
            seen.Body);
        Assert.Equal("application/x-www-form-urlencoded", seen.Headers["Content-Type"]);
        Assert.Equal("application/json", seen.Headers["Accept"]);
        Assert.False(seen.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Basic_authentication_encodes_each_part_first()
    {
        Provider.ClientId = "the client:ü";
        Provider.ClientSecret = "p+q/r%s";

        await LogInAsync(CreateClient(ClientAuthentication.Basic));

        var seen = Provider.SeenAt("/token")[0];
        Assert.Equal("the+client%3A%C3%BC:p%2Bq%2Fr%25s", Encoding.ASCII.GetString(Convert.FromBase64String(seen.Headers["Authorization"]["Basic ".Length..])));
        Assert.False(seen.Form.ContainsKey("client_id"));
        Assert.False(seen.Form.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task A_public_client_sends_its_id_alone()
    {
        Provider.ClientSecret = "";

        await LogInAsync(CreateClient());

        var seen = Provider.SeenAt("/token")[0];
        Assert.Equal("CLIENT_ID", seen.Form["client_id"]);
        Assert.False(seen.Form.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task A_verifier_proves_a_challenge()
    {
        var pkce = Pkce.Create();

        await LogInAsync(CreateClient(), pkce: pkce);

        Assert.Equal(pkce.Verifier, Provider.SeenAt("/token")[0].Form["code_verifier"]);
    }

    [Theory]
    [InlineData("""{"access_token":"T","expires_in":60}""", 60)]
    [InlineData("""{"access_token":"T","expires_in":"60"}""", 60)]
    [InlineData("""{"access_token":"T","expires_in":60.9}""", 60)]
    [InlineData("""{"access_token":"T","expires_in":60,"expires_at":1795348900}""", 100)]
    [InlineData("""{"access_token":"T","expires_in":60,"expires_at":"1795348900"}""", 100)]
    [InlineData("""{"access_token":"T"}""", null)]
    [InlineData("""{"access_token":"T","expires_in":null}""", null)]
    [InlineData("""{"access_token":"T","expires_in":"soon"}""", null)]
    [InlineData("""{"access_token":"T","expires_in":-5}""", null)]
    [InlineData("""{"access_token":"T","expires_in":1e300}""", null)]
    [InlineData("""{"access_token":"T","expires_in":253402300799}""", null)]
    public async Task It_expires_when_the_provider_says(string answer, int? seconds)
    {
        Time.Now = DateTimeOffset.FromUnixTimeSeconds(1795348800).AddMilliseconds(700);
        Provider.Answers["POST /token"] = new CannedAnswer(answer);

        var token = await CreateClient().GetAccessTokenAsync("CODE", Callback, null, default);

        Assert.Equal(seconds, (int?)(token.ExpiresAt?.ToUnixTimeSeconds() - 1795348800));
    }

    [Fact]
    public async Task A_refresh_token_brings_new_tokens()
    {
        var client = CreateClient();
        var token = await LogInAsync(client);

        var refreshed = await client.RefreshTokenAsync(token.RefreshToken!, default);

        Assert.NotEqual(token.AccessToken, refreshed.AccessToken);
        Assert.Equal("refresh_token", Provider.SeenAt("/token")[1].Form["grant_type"]);
    }

    [Fact]
    public async Task A_token_is_ended()
    {
        await CreateClient().RevokeTokenAsync("TOKEN", default);

        Assert.Equal("token=TOKEN&client_id=CLIENT_ID&client_secret=CLIENT_SECRET", Provider.SeenAt("/revoke")[0].Body);
    }

    [Fact]
    public async Task What_a_provider_cannot_do_is_not_supported()
    {
        var client = new OAuth2Client(new OAuth2ClientOptions
        {
            Name = "service",
            ClientId = "CLIENT_ID",
            AuthorizeEndpoint = Provider.AuthorizeEndpoint,
            AccessTokenEndpoint = Provider.AccessTokenEndpoint,
        });

        await Assert.ThrowsAsync<NotSupportedException>(() => client.RefreshTokenAsync("TOKEN", default));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.RevokeTokenAsync("TOKEN", default));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetIdEmailAsync(new OAuthToken { AccessToken = "TOKEN" }, null, default));
    }

    [Theory]
    [InlineData(ProviderFailure.None, true)]
    [InlineData(ProviderFailure.UnverifiedEmail, false)]
    [InlineData(ProviderFailure.TextualEmailVerified, true)]
    public async Task The_profile_says_who_it_is(ProviderFailure failure, bool isVerified)
    {
        var client = CreateClient();
        var token = await LogInAsync(client);
        Provider.Failure = failure;

        var identity = await client.GetIdEmailAsync(token, null, default);

        Assert.Equal((FakePerson.Arthur.Subject, "arthur@camelot.bt", isVerified), (identity.AccountId, identity.Email, identity.IsEmailVerified));
    }

    [Fact]
    public async Task A_profile_without_an_address_has_none()
    {
        var client = CreateClient();
        var token = await LogInAsync(client);
        Provider.Failure = ProviderFailure.MissingEmail;

        var identity = await client.GetIdEmailAsync(token, null, default);

        Assert.Null(identity.Email);
        Assert.False(identity.IsEmailVerified);
    }
}
