using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>The client secret of Sign in with Apple: a JWT that the application signs with ES256.</summary>
internal sealed class AppleClientSecret
{
    // Apple allows six months; a secret that is made for one request needs no longer than that.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ECDsa _key;
    private readonly string _clientId;
    private readonly string _teamId;
    private readonly string _keyId;
    private readonly TimeProvider _time;

    public AppleClientSecret(string clientId, string teamId, string keyId, string privateKey, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(teamId);
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        ArgumentException.ThrowIfNullOrEmpty(privateKey);
        (_clientId, _teamId, _keyId, _time) = (clientId, teamId, keyId, time);
        _key = ECDsa.Create();
        try
        {
            _key.ImportFromPem(privateKey);
            _key.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new ArgumentException("The private key has to be the PEM of the .p8 file that Apple gives.", nameof(privateKey));
        }

        if (_key.KeySize != 256)
            throw new ArgumentException("The private key has to be on the curve P-256.", nameof(privateKey));
    }

    public string Create()
    {
        var now = _time.GetUtcNow();
        var signed = $"{Encode(new { alg = "ES256", kid = _keyId })}.{Encode(new
        {
            iss = _teamId,
            iat = now.ToUnixTimeSeconds(),
            exp = (now + Lifetime).ToUnixTimeSeconds(),
            aud = AppleClient.ConfiguredIssuer,
            sub = _clientId,
        })}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
