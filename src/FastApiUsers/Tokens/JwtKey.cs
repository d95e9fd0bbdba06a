using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace FastApiUsers.Tokens;

/// <summary>The key that signs and checks JWTs, with the one algorithm that it may be used with (RFC 8725 section 3.1).</summary>
public sealed class JwtKey
{
    private const string PemStart = "-----BEGIN ";

    private readonly byte[]? _secret;
    private readonly SecurityKey? _signing;
    private readonly SecurityKey? _verifying;

    private JwtKey(string algorithm, byte[]? secret, SecurityKey? signing, SecurityKey? verifying)
    {
        Algorithm = algorithm;
        Header = Encoding.ASCII.GetBytes(JwtHeader.Write(algorithm));
        _secret = secret;
        _signing = signing;
        _verifying = verifying;
    }

    /// <summary>The algorithm, for example <c>HS256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>The header of the tokens that are signed with it.</summary>
    internal byte[] Header { get; }

    /// <summary>Makes a key.</summary>
    /// <param name="secret">The shared secret of an HMAC, or the private key as PEM.</param>
    /// <param name="algorithm">One of <see cref="JwtAlgorithm"/>.</param>
    /// <param name="publicKey">The public key as PEM; by default that of the private key.</param>
    /// <exception cref="ArgumentException">The algorithm is not known, or the key is not one for it.</exception>
    public static JwtKey Create(Secret secret, string algorithm = JwtAlgorithm.HS256, Secret? publicKey = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!JwtAlgorithm.IsKnown(algorithm))
            throw new ArgumentException($"The algorithm '{algorithm}' is not one of HS256, HS384, HS512, RS256, ES256 and PS256.", nameof(algorithm));

        if (JwtAlgorithm.IsHmac(algorithm))
        {
            // RFC 8725 section 2.1: who hands the PEM of a key pair to an HMAC would let the public key sign tokens.
            if (secret.Reveal().Contains(PemStart, StringComparison.Ordinal))
                throw new ArgumentException($"The secret is a PEM key, which {algorithm} must not be used with.", nameof(secret));

            return new JwtKey(algorithm, secret.RevealBytes(), null, null);
        }

        var signing = Import(secret, algorithm);
        var pair = new JwtKey(algorithm, null, signing, publicKey is null ? signing : Import(publicKey, algorithm));
        pair.CheckPair();
        return pair;
    }

    internal byte[] Sign(byte[] message)
    {
        if (_secret is not null)
        {
            Span<byte> mac = stackalloc byte[HMACSHA512.HashSizeInBytes];
            return mac[..Authenticate(message, mac)].ToArray();
        }

        var provider = _signing!.CryptoProviderFactory.CreateForSigning(_signing, Algorithm);
        try
        {
            return provider.Sign(message);
        }
        finally
        {
            _signing.CryptoProviderFactory.ReleaseSignatureProvider(provider);
        }
    }

    internal bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length == 0)
            return false;

        if (_secret is not null)
        {
            Span<byte> mac = stackalloc byte[HMACSHA512.HashSizeInBytes];
            return CryptographicOperations.FixedTimeEquals(mac[..Authenticate(message, mac)], signature);
        }

        var provider = _verifying!.CryptoProviderFactory.CreateForVerifying(_verifying, Algorithm);
        try
        {
            return provider.Verify(message.ToArray(), signature.ToArray());
        }
        finally
        {
            _verifying.CryptoProviderFactory.ReleaseSignatureProvider(provider);
        }
    }

    // RFC 7518 section 3.2.
    private int Authenticate(ReadOnlySpan<byte> message, Span<byte> mac) => Algorithm switch
    {
        JwtAlgorithm.HS256 => HMACSHA256.HashData(_secret!, message, mac),
        JwtAlgorithm.HS384 => HMACSHA384.HashData(_secret!, message, mac),
        _ => HMACSHA512.HashData(_secret!, message, mac),
    };

    private void CheckPair()
    {
        byte[] message = [1, 2, 3];
        bool matches;
        try
        {
            matches = Verify(message, Sign(message));
        }
        catch (Exception exception) when (exception is InvalidOperationException or CryptographicException or NotSupportedException or ArgumentException)
        {
            throw new ArgumentException($"The secret is not a private key that signs with {Algorithm}.", exception);
        }

        if (!matches)
            throw new ArgumentException("The public key is not that of the private key.");
    }

    private static SecurityKey Import(Secret pem, string algorithm)
    {
        try
        {
            if (algorithm == JwtAlgorithm.ES256)
            {
                var ec = ECDsa.Create();
                ec.ImportFromPem(pem.Reveal());
                // RFC 7518 section 3.4.
                return ec.KeySize == 256 ? new ECDsaSecurityKey(ec) : throw new ArgumentException("ES256 needs a key on the curve P-256.", nameof(pem));
            }

            var rsa = RSA.Create();
            rsa.ImportFromPem(pem.Reveal());
            // RFC 7518 sections 3.3 and 3.5.
            return rsa.KeySize >= 2048 ? new RsaSecurityKey(rsa) : throw new ArgumentException("An RSA key has at least 2048 bits.", nameof(pem));
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new ArgumentException($"The key is not a PEM key for {algorithm}. {exception.Message}", nameof(pem), exception);
        }
    }
}
