using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace FastApiUsers.OAuth;

/// <summary>
/// The algorithms of RFC 7518 section 3.1 that a published key may check. <c>none</c> and HMAC are not among them: who took a
/// public key for an HMAC secret would let anybody sign (RFC 8725 section 2.1).
/// </summary>
internal static class SigningAlgorithm
{
    private static readonly string[] Always = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512);

    public static bool IsKnown(string algorithm) => Known.Contains(algorithm);

    public static bool IsAllowed(string algorithm, IReadOnlyList<string>? configured, IReadOnlyList<string> discovered) =>
        IsKnown(algorithm) && (configured?.Contains(algorithm) ?? (Always.Contains(algorithm) || discovered.Contains(algorithm)));

    /// <summary>RFC 7518 sections 3.3 to 3.5: the kind of key, at least 2048 bits of RSA, and the curve that belongs to the algorithm.</summary>
    public static bool Fits(string algorithm, JsonWebKey key) => algorithm[0] == 'E'
        ? key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve && key.Crv == Curve(algorithm)
        : key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.KeySize >= 2048;

    private static string Curve(string algorithm) => algorithm switch
    {
        SecurityAlgorithms.EcdsaSha256 => JsonWebKeyECTypes.P256,
        SecurityAlgorithms.EcdsaSha384 => JsonWebKeyECTypes.P384,
        _ => JsonWebKeyECTypes.P521,
    };
}
