using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.OAuth.Tests.OpenIdConnect;

/// <summary>RFC 7518 section 3.1, signed by the framework and checked by the client.</summary>
public sealed class SigningAlgorithmTests
{
    private static readonly RSA Rsa = RSA.Create(2048);

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public void Each_is_checked_and_only_with_its_own_signature(string algorithm)
    {
        using var ec = ECDsa.Create(Curve(algorithm));
        var keys = ProviderKeys.Read(new ProviderAnswer("openid", "key request", null, JsonSerializer.SerializeToUtf8Bytes(new { keys = new[] { Publish(algorithm, ec) } })));
        var token = SignedToken.TryRead(Sign(algorithm, ec))!;

        Assert.True(SigningAlgorithm.IsAllowed(algorithm, [algorithm], []));
        Assert.True(keys.Verify(token));
        Assert.False(keys.Verify(token with { Algorithm = algorithm == "RS256" ? "PS256" : "RS256" }));
        Assert.False(keys.Verify(token with { KeyId = "another" }));
        Assert.False(keys.Verify(token with { Signature = [.. token.Signature.Reverse()] }));
        Assert.False(keys.Verify(token with { Signature = token.Signature[1..] }));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("HS512")]
    [InlineData("rs256")]
    [InlineData("RSA-OAEP")]
    [InlineData("")]
    public void What_is_no_public_key_signature_is_never_allowed(string algorithm) =>
        Assert.False(SigningAlgorithm.IsAllowed(algorithm, [algorithm], [algorithm]));

    [Fact]
    public void Discovery_adds_to_the_two_that_are_always_there()
    {
        Assert.True(SigningAlgorithm.IsAllowed("RS256", null, []));
        Assert.True(SigningAlgorithm.IsAllowed("ES256", null, []));
        Assert.False(SigningAlgorithm.IsAllowed("PS512", null, []));
        Assert.True(SigningAlgorithm.IsAllowed("PS512", null, ["PS512"]));
        Assert.False(SigningAlgorithm.IsAllowed("PS512", ["RS256"], ["PS512"]));
    }

    [Fact]
    public void A_short_key_checks_nothing()
    {
        using var rsa = RSA.Create(1024);
        var key = rsa.ExportParameters(false);
        var published = new { kty = "RSA", kid = "k", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) };
        var keys = ProviderKeys.Read(new ProviderAnswer("openid", "key request", null, JsonSerializer.SerializeToUtf8Bytes(new { keys = new[] { published } })));
        var signed = $"{Encode("""{"alg":"RS256","kid":"k"}"""u8)}.{Encode("{}"u8)}";
        var token = $"{signed}.{Encode(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        Assert.False(keys.Verify(SignedToken.TryRead(token)!));
    }

    [Fact]
    public void The_hash_of_an_access_token_is_the_left_half_of_its_digest()
    {
        // The example of PingFederate's documentation.
        const string AccessToken = "dNZX1hEZ9wBCzNL40Upu646bdzQA";
        var claims = new IdTokenClaims(JsonDocument.Parse("""{"at_hash":"wfgvmE9VxjAudsl9lc6TqA"}""").RootElement, "CLIENT_ID", TimeSpan.Zero, default);

        Assert.Null(claims.AccessTokenHash("RS256", AccessToken));
        Assert.NotNull(claims.AccessTokenHash("RS384", AccessToken));
        Assert.NotNull(claims.AccessTokenHash("RS256", AccessToken + "x"));
    }

    private static string Sign(string algorithm, ECDsa ec)
    {
        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, kid = "k" }))}.{Encode("{}"u8)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        return $"{signed}.{Encode(algorithm[0] switch
        {
            'E' => ec.SignData(bytes, hash),
            'P' => Rsa.SignData(bytes, hash, RSASignaturePadding.Pss),
            _ => Rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
        })}";
    }

    private static object Publish(string algorithm, ECDsa ec)
    {
        var (rsaKey, ecKey) = (Rsa.ExportParameters(false), ec.ExportParameters(false));
        return algorithm[0] == 'E'
            ? new { kty = "EC", kid = "k", crv = $"P-{ec.KeySize}", x = Base64Url.EncodeToString(ecKey.Q.X), y = Base64Url.EncodeToString(ecKey.Q.Y) }
            : new { kty = "RSA", kid = "k", n = Base64Url.EncodeToString(rsaKey.Modulus), e = Base64Url.EncodeToString(rsaKey.Exponent) };
    }

    private static ECCurve Curve(string algorithm) => algorithm switch
    {
        "ES384" => ECCurve.NamedCurves.nistP384,
        "ES512" => ECCurve.NamedCurves.nistP521,
        _ => ECCurve.NamedCurves.nistP256,
    };

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
