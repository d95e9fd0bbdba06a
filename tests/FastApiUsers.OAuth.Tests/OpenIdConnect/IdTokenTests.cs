using FastApiUsers.OAuth.Tests.Support;
using FastApiUsers.TestServers.OAuth;

namespace FastApiUsers.OAuth.Tests.OpenIdConnect;

/// <summary>OpenID Connect Core section 3.1.3.7.</summary>
public sealed class IdTokenTests : ProviderTest
{
    private const string Nonce = "n-0S6_WzA2Mj";

    [Theory]
    [InlineData("RS256", true)]
    [InlineData("RS256", false)]
    [InlineData("ES256", true)]
    [InlineData("ES256", false)]
    public async Task A_good_id_token_says_who_it_is(string algorithm, bool namesKeys)
    {
        (Provider.SigningAlgorithm, Provider.NamesKeys) = (algorithm, namesKeys);

        var identity = await IdentifyAsync();

        Assert.Equal((FakePerson.Arthur.Subject, "arthur@camelot.bt", true), (identity.AccountId, identity.Email, identity.IsEmailVerified));
        Assert.Equal(Nonce, identity.Claims.GetProperty("nonce").GetString());
        Assert.Empty(Provider.SeenAt("/userinfo"));
    }

    [Theory]
    [InlineData(ProviderFailure.WrongNonce, "its nonce is another")]
    [InlineData(ProviderFailure.MissingNonce, "its nonce is another")]
    [InlineData(ProviderFailure.WrongAudience, "its audience is another")]
    [InlineData(ProviderFailure.SeveralAudiences, "several audiences")]
    [InlineData(ProviderFailure.WrongAuthorizedParty, "its authorized party is another")]
    [InlineData(ProviderFailure.WrongIssuer, "its issuer is another")]
    [InlineData(ProviderFailure.AlgorithmNone, "not a signed token")]
    [InlineData(ProviderFailure.HmacWithPublicKey, "its algorithm is not allowed")]
    [InlineData(ProviderFailure.WrongSignature, "its signature is not good")]
    [InlineData(ProviderFailure.ExpiredIdToken, "it has expired")]
    [InlineData(ProviderFailure.FutureIdToken, "issued in the future")]
    [InlineData(ProviderFailure.WrongAccessTokenHash, "its access token is another")]
    [InlineData(ProviderFailure.MissingSubject, "it has no subject")]
    [InlineData(ProviderFailure.MissingIdToken, "there is none")]
    public async Task A_bad_id_token_is_refused(ProviderFailure failure, string reason)
    {
        Provider.Failure = failure;

        var exception = await AssertFailsAsync(OAuthFailure.BadIdToken, IdentifyAsync);

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HMAC_is_refused_though_the_provider_names_it_and_the_key_id_is_a_known_one()
    {
        Provider.Failure = ProviderFailure.HmacWithPublicKey;
        Assert.Throws<ArgumentException>(() => CreateOpenIdClient(["HS256"]));

        Assert.Contains("algorithm", (await AssertFailsAsync(OAuthFailure.BadIdToken, IdentifyAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_algorithm_that_the_settings_leave_out_is_refused()
    {
        Provider.SigningAlgorithm = "RS256";
        var client = CreateOpenIdClient(["ES256"]);
        var token = await LogInAsync(client);

        await AssertFailsAsync(OAuthFailure.BadIdToken, () => client.GetIdEmailAsync(token, null, default));
    }

    [Theory]
    [InlineData("nbf", 301, false)]
    [InlineData("nbf", 299, true)]
    [InlineData("iat", 301, false)]
    [InlineData("iat", 299, true)]
    [InlineData("exp", -301, false)]
    [InlineData("exp", -299, true)]
    public async Task The_clocks_may_differ_by_five_minutes(string claim, int seconds, bool isGood)
    {
        Provider.ExtraClaims[claim] = Time.Now.AddSeconds(seconds).ToUnixTimeSeconds();

        if (isGood)
            await IdentifyAsync();
        else
            await AssertFailsAsync(OAuthFailure.BadIdToken, IdentifyAsync);
    }

    public static TheoryData<string, object?> BadClaims => new()
    {
        { "iss", null },
        { "iss", 17 },
        { "aud", null },
        { "aud", Array.Empty<string>() },
        { "azp", 17 },
        { "exp", null },
        { "exp", "tomorrow" },
        { "iat", null },
        { "nbf", "soon" },
        { "nonce", 17 },
        { "at_hash", 17 },
        { "sub", "" },
        { "sub", 17 },
        { "sub", "arthür" },
        { "sub", new string('x', 256) },
    };

    [Theory]
    [MemberData(nameof(BadClaims))]
    public async Task A_claim_of_a_wrong_form_is_refused(string claim, object? value)
    {
        Provider.ExtraClaims[claim] = value;

        await AssertFailsAsync(OAuthFailure.BadIdToken, IdentifyAsync);
    }

    [Fact]
    public async Task Several_audiences_are_good_where_this_client_is_the_authorized_party()
    {
        Provider.ExtraClaims["aud"] = new[] { "another", Provider.ClientId };
        Provider.ExtraClaims["azp"] = Provider.ClientId;

        await IdentifyAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("e30.e30.AAAA")]
    [InlineData("eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiYjY0Il0sImI2NCI6ZmFsc2V9.e30.AAAA")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.AAAA")]
    [InlineData("not base64.e30.AAAA")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.W10.AAAA")]
    public async Task What_is_no_token_is_refused(string idToken) => await AssertFailsAsync(
        OAuthFailure.BadIdToken, () => CreateOpenIdClient().GetIdEmailAsync(new OAuthToken { AccessToken = "TOKEN", IdToken = idToken }, null, default));

    [Fact]
    public async Task A_changed_payload_is_refused()
    {
        var client = CreateOpenIdClient();
        var token = await LogInAsync(client);
        var parts = token.IdToken!.Split('.');
        var other = Provider.Keys.Sign(new Dictionary<string, object?> { ["sub"] = "mordred" }, "RS256").Split('.');

        await AssertFailsAsync(OAuthFailure.BadIdToken, () => client.GetIdEmailAsync(token with { IdToken = $"{parts[0]}.{other[1]}.{parts[2]}" }, null, default));
    }

    [Fact]
    public async Task A_nonce_is_not_wanted_where_none_was_sent()
    {
        var client = CreateOpenIdClient();

        var identity = await client.GetIdEmailAsync(await LogInAsync(client), null, default);

        Assert.Equal(FakePerson.Arthur.Subject, identity.AccountId);
    }

    private async Task<OAuthIdentity> IdentifyAsync()
    {
        var client = CreateOpenIdClient();
        return await client.GetIdEmailAsync(await LogInAsync(client, Nonce, Pkce.Create()), Nonce, default);
    }
}
