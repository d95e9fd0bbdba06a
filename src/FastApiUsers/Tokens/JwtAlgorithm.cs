using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace FastApiUsers.Tokens;

/// <summary>The signature algorithms of RFC 7518 section 3.1 that a JWT may be configured with.</summary>
public static class JwtAlgorithm
{
    /// <summary>HMAC with SHA-256, the default.</summary>
    public const string HS256 = SecurityAlgorithms.HmacSha256;

    /// <summary>HMAC with SHA-384.</summary>
    public const string HS384 = SecurityAlgorithms.HmacSha384;

    /// <summary>HMAC with SHA-512.</summary>
    public const string HS512 = SecurityAlgorithms.HmacSha512;

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public const string RS256 = SecurityAlgorithms.RsaSha256;

    /// <summary>ECDSA with P-256 and SHA-256.</summary>
    public const string ES256 = SecurityAlgorithms.EcdsaSha256;

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    public const string PS256 = SecurityAlgorithms.RsaSsaPssSha256;

    private static readonly FrozenSet<string> All = FrozenSet.Create(HS256, HS384, HS512, RS256, ES256, PS256);

    internal static bool IsKnown(string algorithm) => All.Contains(algorithm);

    internal static bool IsHmac(string algorithm) => algorithm is HS256 or HS384 or HS512;
}
