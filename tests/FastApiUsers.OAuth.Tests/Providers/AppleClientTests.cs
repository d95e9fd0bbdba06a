using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FastApiUsers.OAuth.Tests.Support;

namespace FastApiUsers.OAuth.Tests.Providers;

public sealed class AppleClientTests : ReadyMadeClientTest
{
    private const string Issuer = "https://appleid.apple.com";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private AppleClient Client => new(Id, "TEAM123456", "KEY1234567", _key.ExportPkcs8PrivateKeyPem(), Options);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"false\"", false)]
    public async Task An_address_is_verified_also_by_a_text(string value, bool isVerified)
    {
        AnswerAsOpenId(Issuer);
        var claims = $$"""{"sub":"001473.fe6f83bf4b8e4590aacbabdcb8598bd0.2039","email":"x7@privaterelay.appleid.com","email_verified":{{value}},"is_private_email":"true"}""";

        await AssertIdentityAsync(Client, IdToken(Issuer, claims), "001473.fe6f83bf4b8e4590aacbabdcb8598bd0.2039", "x7@privaterelay.appleid.com", isVerified);
    }

    [Fact]
    public async Task The_client_secret_is_a_JWT_that_the_application_signs()
    {
        AnswerAsOpenId(Issuer);
        Answer("POST /appleid.apple.com/token", """{"access_token":"T","token_type":"Bearer","expires_in":3600}""");

        await Client.GetAccessTokenAsync("CODE", Callback, null, default);

        var parts = Provider.SeenAt("/appleid.apple.com/token")[0].Form["client_secret"].Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal(("ES256", "KEY1234567"), (header.GetProperty("alg").GetString(), header.GetProperty("kid").GetString()));
        Assert.Equal(
            ("TEAM123456", "CLIENT_ID", Issuer),
            (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString()));
        Assert.Equal(Time.Now.ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(Time.Now.AddMinutes(5).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.True(_key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task With_scopes_the_answer_is_posted()
    {
        AnswerAsOpenId(Issuer);

        Assert.EndsWith("&scope=openid+email&nonce=N&response_mode=form_post", await AuthorizationUrlAsync(Client, "N"), StringComparison.Ordinal);
        var bare = await Client.GetAuthorizationUrlAsync(new AuthorizationRequest(Callback) { Scopes = [] }, default);
        Assert.DoesNotContain("response_mode", bare.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_that_is_none_is_refused_and_not_shown()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var key in (string[])["not a key", _key.ExportSubjectPublicKeyInfoPem(), other.ExportPkcs8PrivateKeyPem()])
        {
            var exception = Assert.Throws<ArgumentException>(() => new AppleClient(Id, "TEAM123456", "KEY1234567", key));
            Assert.DoesNotContain(key, exception.ToString(), StringComparison.Ordinal);
        }
    }
}
