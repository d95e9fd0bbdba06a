using FastApiUsers.OAuth.Tests.Support;

namespace FastApiUsers.OAuth.Tests.Providers;

/// <summary>The providers that are OpenID Connect and hardly more: GitLab, Okta, Auth0 and FranceConnect.</summary>
public sealed class OpenIdProviderTests : ReadyMadeClientTest
{
    private const string Claims = """{"sub":"00uid4BxXw6I6TV4m0g3","email":"arthur@camelot.bt","email_verified":true}""";

    [Theory]
    [InlineData("gitlab", "https://gitlab.com")]
    [InlineData("gitlab", "https://git.camelot.bt")]
    [InlineData("okta", "https://camelot.okta.com")]
    [InlineData("auth0", "https://camelot.eu.auth0.com/")]
    public async Task The_id_token_says_who_it_is(string name, string issuer)
    {
        AnswerAsOpenId(issuer);
        var client = OAuthProviders.Get(name).Create(new OAuthProviderSettings { ClientId = Id, ClientSecret = Secret, Domain = new Uri(issuer).Host }, Detoured());

        await AssertIdentityAsync(client, IdToken(issuer, Claims), "00uid4BxXw6I6TV4m0g3", "arthur@camelot.bt", true);
        await AssertIdentityAsync(client, IdToken(issuer, Claims.Replace("true", "false", StringComparison.Ordinal)), "00uid4BxXw6I6TV4m0g3", "arthur@camelot.bt", false);
        await AssertFailsAsync(OAuthFailure.BadIdToken, () => client.GetIdEmailAsync(IdToken($"{issuer}x", Claims), null, default));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    public async Task FranceConnect_signs_its_user_info(string algorithm)
    {
        const string Issuer = "https://oidc.franceconnect.gouv.fr/api/v2";
        AnswerAsOpenId(Issuer, more: new { id_token_signing_alg_values_supported = new[] { "ES256", "RS256" } });
        var info = IdToken(Issuer, """{"sub":"f0c43vb5v1","email":"arthur@camelot.bt","given_name":"Arthur"}""", algorithm).IdToken!;
        Answer("GET /oidc.franceconnect.gouv.fr/userinfo", info, mediaType: "application/jwt");
        var client = new FranceConnectClient(Id, Secret, Options);

        await AssertIdentityAsync(client, IdToken(Issuer, """{"sub":"f0c43vb5v1","acr":"eidas1"}""", algorithm), "f0c43vb5v1", "arthur@camelot.bt", false);
        Assert.EndsWith("&scope=openid+email&nonce=N&acr_values=eidas1", await AuthorizationUrlAsync(client, "N"), StringComparison.Ordinal);
        Assert.Matches("&nonce=[A-Za-z0-9_-]{43}&acr_values=eidas1$", await AuthorizationUrlAsync(client));
    }

    [Theory]
    [InlineData("https://camelot.okta.com")]
    [InlineData("camelot.okta.com/path")]
    [InlineData("user@camelot.okta.com")]
    [InlineData("camelot.okta.com:8443")]
    [InlineData("127.0.0.1")]
    public void A_domain_that_is_no_host_name_is_refused(string domain)
    {
        Assert.Throws<ArgumentException>(() => new OktaClient(Id, Secret, domain));
        Assert.Throws<ArgumentException>(() => new Auth0Client(Id, Secret, domain));
        Assert.Throws<ArgumentException>(() => new GitLabClient(Id, Secret, domain: domain));
    }
}
