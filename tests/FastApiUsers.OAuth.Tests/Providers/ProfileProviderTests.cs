using FastApiUsers.OAuth.Tests.Support;

namespace FastApiUsers.OAuth.Tests.Providers;

/// <summary>The providers of OAuth 2.0 that answer with a profile.</summary>
public sealed class ProfileProviderTests : ReadyMadeClientTest
{
    [Fact]
    public async Task Facebook_verifies_no_address_and_wants_a_proof_of_the_secret()
    {
        Answer("GET /graph.facebook.com/v23.0/me", """{"id":"10158222","name":"Arthur","email":"arthur\u0040camelot.bt"}""");

        await AssertIdentityAsync(new FacebookClient(Id, Secret, Options), Token, "10158222", "arthur@camelot.bt", false);

        // HMAC-SHA256 of ACCESS_TOKEN under CLIENT_SECRET.
        Assert.Equal(
            "?fields=id,name,email&appsecret_proof=80eb7eb49ac4970a81f67fe8762db6b751d73405b84b5a47efa90de5ac779f51",
            Provider.SeenAt("/graph.facebook.com/v23.0/me")[0].Query);
    }

    [Fact]
    public async Task Facebook_answers_an_error_with_an_object()
    {
        Answer("GET /graph.facebook.com/v23.0/me", """{"error":{"message":"Invalid OAuth access token.","type":"OAuthException","code":190}}""", 400);

        Assert.Null((await AssertFailsAsync(OAuthFailure.Refused, () => new FacebookClient(Id, Secret, Options).GetIdEmailAsync(Token, null, default))).Error);
    }

    [Theory]
    [InlineData("""{"id":"80351110224678912","username":"arthur","email":"arthur@camelot.bt","verified":true}""", "arthur@camelot.bt", true)]
    [InlineData("""{"id":"80351110224678912","username":"arthur","email":"arthur@camelot.bt","verified":false}""", "arthur@camelot.bt", false)]
    [InlineData("""{"id":"80351110224678912","username":"arthur","email":null,"verified":true}""", null, false)]
    public async Task Discord_says_whether_the_address_is_verified(string profile, string? email, bool isVerified)
    {
        Answer("GET /discord.com/api/users/@me", profile);

        await AssertIdentityAsync(new DiscordClient(Id, Secret, Options), Token, "80351110224678912", email, isVerified);
    }

    [Fact]
    public async Task LinkedIn_answers_as_OpenID_Connect_does()
    {
        Answer("GET /api.linkedin.com/v2/userinfo", """{"sub":"782bbtaQ","name":"Arthur","locale":{"country":"BT"},"email":"arthur@camelot.bt","email_verified":true}""");

        await AssertIdentityAsync(new LinkedInClient(Id, Secret, Options), Token, "782bbtaQ", "arthur@camelot.bt", true);
    }

    [Theory]
    [InlineData("users.read tweet.read", "", null)]
    [InlineData("users.read tweet.read users.email", "?user.fields=confirmed_email", "arthur@camelot.bt")]
    public async Task X_gives_the_confirmed_address_where_the_scope_is_granted(string scope, string query, string? email)
    {
        var answer = email is null ? "" : ",\"confirmed_email\":\"arthur@camelot.bt\"";
        Answer("POST /api.x.com/2/oauth2/token", $$"""{"token_type":"bearer","expires_in":7200,"access_token":"ACCESS_TOKEN","scope":"{{scope}}"}""");
        Answer("GET /api.x.com/2/users/me", $$$"""{"data":{"id":"2244994945","name":"Arthur","username":"arthur"{{{answer}}}}}""");
        var client = new XClient(Id, Secret, Options);

        var token = await client.GetAccessTokenAsync("CODE", Callback, "VERIFIER", default);
        await AssertIdentityAsync(client, token, "2244994945", email, email is not null);

        Assert.Equal(query, Provider.SeenAt("/api.x.com/2/users/me")[0].Query);
        Assert.StartsWith("Basic ", Provider.SeenAt("/api.x.com/2/oauth2/token")[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "1w72f")]
    [InlineData(true, "arthur")]
    public async Task Reddit_gives_no_address(bool original, string id)
    {
        Answer("GET /oauth.reddit.com/api/v1/me", """{"id":"1w72f","name":"arthur","has_verified_email":true}""");
        var client = new RedditClient(Id, Secret, new ProviderOptions { Http = Detoured(), UseOriginalAccountIds = original });

        await AssertIdentityAsync(client, Token, id, null, false);
    }

    [Theory]
    [InlineData("""{"id":123456789,"kakao_account":{"email":"arthur@camelot.bt","is_email_valid":true,"is_email_verified":true}}""", "arthur@camelot.bt", true)]
    [InlineData("""{"id":123456789,"kakao_account":{"email":"arthur@camelot.bt","is_email_valid":false,"is_email_verified":true}}""", "arthur@camelot.bt", false)]
    [InlineData("""{"id":123456789,"kakao_account":{"email":"arthur@camelot.bt","is_email_valid":true,"is_email_verified":false}}""", "arthur@camelot.bt", false)]
    [InlineData("""{"id":123456789,"kakao_account":{"email_needs_agreement":true}}""", null, false)]
    [InlineData("""{"id":123456789}""", null, false)]
    public async Task Kakao_verifies_by_two_words(string profile, string? email, bool isVerified)
    {
        Answer("GET /kapi.kakao.com/v2/user/me", profile);

        await AssertIdentityAsync(new KakaoClient(Id, "", Options), Token, "123456789", email, isVerified);
    }

    [Fact]
    public async Task Kakao_ends_a_token_by_the_token()
    {
        Answer("POST /kapi.kakao.com/v1/user/unlink", """{"id":123456789}""");

        await new KakaoClient(Id, Secret, Options).RevokeTokenAsync("TOKEN", default);

        Assert.Equal("Bearer TOKEN", Provider.SeenAt("/kapi.kakao.com/v1/user/unlink")[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task Naver_verifies_no_address()
    {
        Answer("GET /openapi.naver.com/v1/nid/me", """{"resultcode":"00","message":"success","response":{"id":"32742776","email":"arthur@camelot.bt","nickname":"Arthur"}}""");

        await AssertIdentityAsync(new NaverClient(Id, Secret, Options), Token, "32742776", "arthur@camelot.bt", false);
        Assert.EndsWith("&state=XYZ&scope=", await AuthorizationUrlAsync(new NaverClient(Id, Secret, Options)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Naver_ends_a_token_in_a_way_of_its_own()
    {
        Answer("POST /nid.naver.com/oauth2.0/token", """{"access_token":"TOKEN","result":"success"}""");

        await new NaverClient(Id, Secret, Options).RevokeTokenAsync("TOKEN", default);

        Assert.Equal(
            "grant_type=delete&access_token=TOKEN&service_provider=NAVER&client_id=CLIENT_ID&client_secret=CLIENT_SECRET",
            Provider.SeenAt("/nid.naver.com/oauth2.0/token")[0].Body);
    }

    [Fact]
    public async Task Shopify_is_a_shop()
    {
        Answer("GET /camelot.myshopify.com/admin/api/2025-10/shop.json", """{"shop":{"id":548380009,"name":"Camelot","email":"arthur@camelot.bt"}}""");

        await AssertIdentityAsync(new ShopifyClient(Id, Secret, "camelot", Options), Token, "548380009", "arthur@camelot.bt", false);

        Assert.Equal("ACCESS_TOKEN", Provider.Seen.Single().Headers["X-Shopify-Access-Token"]);
        Assert.Throws<ArgumentException>(() => new ShopifyClient(Id, Secret, "attacker.example/"));
        Assert.Throws<ArgumentException>(() => new ShopifyClient(Id, Secret, "attacker.example#"));
    }

    public static TheoryData<string> Names => ["github", "facebook", "discord", "linkedin", "x", "reddit", "kakao", "naver", "shopify"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_profile_without_an_id_is_a_bad_answer(string name)
    {
        foreach (var path in (string[])["api.github.com/user", "graph.facebook.com/v23.0/me", "discord.com/api/users/@me", "api.linkedin.com/v2/userinfo", "api.x.com/2/users/me",
            "oauth.reddit.com/api/v1/me", "kapi.kakao.com/v2/user/me", "openapi.naver.com/v1/nid/me", "camelot.myshopify.com/admin/api/2025-10/shop.json"])
        {
            Answer($"GET /{path}", """{"id":{},"data":[],"response":"x","shop":null,"kakao_account":7}""");
        }

        Answer("GET /api.github.com/user/emails", "7");
        var client = OAuthProviders.Get(name).Create(new OAuthProviderSettings { ClientId = Id, ClientSecret = Secret, Shop = "camelot" }, Detoured());

        await AssertFailsAsync(OAuthFailure.BadAnswer, () => client.GetIdEmailAsync(Token, null, default));
    }
}
