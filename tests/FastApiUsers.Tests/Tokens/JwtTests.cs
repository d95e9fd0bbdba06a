using System.Security.Cryptography;
using System.Text;
using FastApiUsers.Tests.Support;
using FastApiUsers.Tokens;

namespace FastApiUsers.Tests.Tokens;

public sealed class JwtTests
{
    private const string Audience = "fastapi-users:auth";

    private static readonly KeyValuePair<string, object>[] Claims = [new("sub", "1"), new("aud", Audience)];

    private readonly SteppedTime _time = new();

    public static TheoryData<string> Algorithms => ["HS256", "HS384", "HS512", "RS256", "PS256", "ES256"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_token_of_each_algorithm_is_accepted_with_its_key_alone(string algorithm)
    {
        var token = Jwt.Generate(Claims, NewKey(algorithm, out _));
        var key = NewKey(algorithm, out var publicKey);
        var own = Jwt.Generate(Claims, key);

        Assert.True(Jwt.Decode(own, key, [Audience]).IsAccepted);
        Assert.Equal(JwtError.Invalid, Jwt.Decode(token, key, [Audience]).Error);
        Assert.NotNull(publicKey);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_signature_of_any_length_is_refused_without_an_exception(string algorithm)
    {
        var key = NewKey(algorithm, out _);
        var token = Jwt.Generate(Claims, key);
        var signed = token[..(token.LastIndexOf('.') + 1)];

        for (var length = 0; length <= 300; length++)
        {
            var signature = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(length));
            Assert.Equal(JwtError.Invalid, Jwt.Decode(signed + signature, key, [Audience]).Error);
        }
    }

    [Theory]
    [InlineData("""{"alg":"H\ud800"}""", """{}""")]
    [InlineData("""{"alg":"HS256","crit":["\ud800"]}""", """{}""")]
    [InlineData("""{"alg":"HS256","kid":"\ud800"}""", """{}""")]
    [InlineData("""{"alg":"HS256"}""", """{"aud":"fastapi-users:auth","sub":"\ud800"}""")]
    [InlineData("""{"alg":"HS256"}""", """{"aud":["fastapi-users:auth","\udc00"]}""")]
    [InlineData("""{"alg":"HS256"}""", """{"aud":"fastapi-users:auth","exp":"\ud800"}""")]
    [InlineData("""{"alg":"HS256"}""", """{"aud":"fastapi-users:auth","x":{"\ud800":[{"y":"\ud800"}]}}""")]
    public void An_unpaired_surrogate_anywhere_is_refused_without_an_exception(string header, string payload)
    {
        const string secret = "SECRETSECRETSECRETSECRETSECRETSECRET";
        var signed = $"{Base64Url(header)}.{Base64Url(payload)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));

        var result = Jwt.Decode($"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}", JwtKey.Create(secret), [Audience]);

        Assert.Equal(JwtError.Invalid, result.Error);
    }

    [Fact]
    public void A_key_that_does_not_fit_its_algorithm_is_refused()
    {
        using var small = RSA.Create(1024);
        using var rsa = RSA.Create(2048);
        using var other = RSA.Create(2048);
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<ArgumentException>(() => JwtKey.Create(small.ExportPkcs8PrivateKeyPem(), "RS256"));
        Assert.Throws<ArgumentException>(() => JwtKey.Create(rsa.ExportSubjectPublicKeyInfoPem(), "RS256"));
        Assert.Throws<ArgumentException>(() => JwtKey.Create(rsa.ExportPkcs8PrivateKeyPem(), "RS256", other.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => JwtKey.Create(wrongCurve.ExportPkcs8PrivateKeyPem(), "ES256"));
        Assert.Throws<ArgumentException>(() => JwtKey.Create(rsa.ExportPkcs8PrivateKeyPem(), "ES256"));
        Assert.Throws<ArgumentException>(() => JwtKey.Create("not a key", "PS256"));
    }

    [Fact]
    public void A_token_signed_as_HMAC_with_the_public_key_is_refused()
    {
        var key = NewKey("RS256", out var publicKey);
        var header = Base64Url("""{"alg":"HS256","typ":"JWT"}""");
        var payload = Base64Url($$"""{"sub":"1","aud":"{{Audience}}"}""");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(publicKey), Encoding.ASCII.GetBytes($"{header}.{payload}"));

        var forged = $"{header}.{payload}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";

        Assert.Equal(JwtError.Invalid, Jwt.Decode(forged, key, [Audience]).Error);
    }

    [Fact]
    public void A_PEM_key_is_no_secret_of_an_HMAC()
    {
        NewKey("RS256", out var publicKey);

        Assert.Throws<ArgumentException>(() => JwtKey.Create(publicKey, "HS256"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("hs256")]
    [InlineData("")]
    public void An_algorithm_that_is_not_known_is_refused(string algorithm) =>
        Assert.Throws<ArgumentException>(() => JwtKey.Create("SECRETSECRETSECRETSECRETSECRETSECRET", algorithm));

    [Fact]
    public void A_token_expires_when_its_lifetime_is_over_to_the_second()
    {
        var key = NewKey("HS256", out _);
        var token = Jwt.Generate(Claims, key, TimeSpan.FromSeconds(60), _time);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(Jwt.Decode(token, key, [Audience], time: _time).IsAccepted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(JwtError.Expired, Jwt.Decode(token, key, [Audience], time: _time).Error);
    }

    [Fact]
    public void A_token_for_another_audience_is_refused()
    {
        var key = NewKey("HS256", out _);

        Assert.Equal(JwtError.WrongAudience, Jwt.Decode(Jwt.Generate(Claims, key), key, ["fastapi-users:reset"]).Error);
    }

    [Fact]
    public void Changing_any_character_of_a_token_makes_it_invalid_or_changes_nothing_that_is_signed()
    {
        var key = NewKey("HS256", out _);
        var token = Jwt.Generate(Claims, key);

        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.False(Jwt.Decode(changed, key, [Audience]).IsAccepted, $"character {i}");
        }
    }

    [Fact]
    public void A_secret_never_prints_itself()
    {
        Secret secret = "do not show me";

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
        Assert.DoesNotContain("show", System.Text.Json.JsonSerializer.Serialize(secret), StringComparison.Ordinal);
    }

    private static JwtKey NewKey(string algorithm, out string publicKey)
    {
        switch (algorithm)
        {
            case "RS256" or "PS256":
                using (var rsa = RSA.Create(2048))
                {
                    publicKey = rsa.ExportSubjectPublicKeyInfoPem();
                    return JwtKey.Create(rsa.ExportPkcs8PrivateKeyPem(), algorithm, publicKey);
                }

            case "ES256":
                using (var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    publicKey = ec.ExportSubjectPublicKeyInfoPem();
                    return JwtKey.Create(ec.ExportPkcs8PrivateKeyPem(), algorithm, publicKey);
                }

            default:
                publicKey = Convert.ToHexString(RandomNumberGenerator.GetBytes(64));
                return JwtKey.Create(publicKey, algorithm);
        }
    }

    private static string Base64Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
