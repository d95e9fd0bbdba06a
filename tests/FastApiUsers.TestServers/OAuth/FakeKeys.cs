using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.TestServers.OAuth;

/// <summary>The keys of a <see cref="FakeProvider"/>: one RSA and one P-256, which can be replaced.</summary>
public sealed class FakeKeys : IDisposable
{
    // Made when they are wanted: an RSA key takes a while, and most tests of OAuth 2.0 alone need none.
    private Lazy<RSA> _rsa = new(() => RSA.Create(2048));
    private Lazy<ECDsa> _ec = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private int _generation = 1;

    /// <summary>Replaces both keys: what was signed before is no longer good.</summary>
    public void Rotate()
    {
        _rsa = new Lazy<RSA>(() => RSA.Create(2048));
        _ec = new Lazy<ECDsa>(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));
        _generation++;
    }

    /// <summary>The published keys (RFC 7517).</summary>
    public object Publish()
    {
        var rsa = _rsa.Value.ExportParameters(false);
        var ec = _ec.Value.ExportParameters(false);
        return new
        {
            keys = new object[]
            {
                new { kty = "RSA", use = "sig", alg = "RS256", kid = KeyId("RS256"), n = Base64Url.EncodeToString(rsa.Modulus), e = Base64Url.EncodeToString(rsa.Exponent) },
                new { kty = "EC", use = "sig", crv = "P-256", kid = KeyId("ES256"), x = Base64Url.EncodeToString(ec.Q.X), y = Base64Url.EncodeToString(ec.Q.Y) },
            },
        };
    }

    /// <summary>Signs claims.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="algorithm">RS256 or ES256; or, as an attacker would, HS256 with the public key, or none.</param>
    /// <param name="withKeyId">Whether the header names the key.</param>
    public string Sign(IReadOnlyDictionary<string, object?> claims, string algorithm, bool withKeyId = true)
    {
        var header = new Dictionary<string, object> { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (withKeyId)
            header["kid"] = KeyId(algorithm is "ES256" ? "ES256" : "RS256");

        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Encode(Sign(Encoding.ASCII.GetBytes(signed), algorithm))}";
    }

    public void Dispose()
    {
        if (_rsa.IsValueCreated)
            _rsa.Value.Dispose();
        if (_ec.IsValueCreated)
            _ec.Value.Dispose();
    }

    private byte[] Sign(byte[] signed, string algorithm) => algorithm switch
    {
        "RS256" => _rsa.Value.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "ES256" => _ec.Value.SignData(signed, HashAlgorithmName.SHA256),
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(_rsa.Value.ExportSubjectPublicKeyInfoPem()), signed),
        _ => [],
    };

    private string KeyId(string algorithm) => $"{algorithm}-{_generation}";

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
