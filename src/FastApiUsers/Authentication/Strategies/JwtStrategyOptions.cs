using FastApiUsers.Tokens;

namespace FastApiUsers.Authentication;

/// <summary>The settings of a <see cref="JwtStrategy{TUser, TId}"/>, bound from <c>FastApiUsers:Backends:NAME</c>.</summary>
public sealed class JwtStrategyOptions
{
    /// <summary>The shared secret, or for RS256, PS256 and ES256 the private key as PEM.</summary>
    /// <value>The default is <see cref="Settings.FastApiUsersOptions.Secret"/>.</value>
    public Secret? Secret { get; set; }

    /// <summary>The public key as PEM.</summary>
    /// <value>The default is that of the private key.</value>
    public Secret? PublicKey { get; set; }

    /// <summary>One of <see cref="JwtAlgorithm"/>. No other is accepted.</summary>
    /// <value>The default is <c>HS256</c>.</value>
    public string Algorithm { get; set; } = JwtAlgorithm.HS256;

    /// <summary>How long a token is valid; <see langword="null"/> is for ever.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan? Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The audiences that a token is issued for; one of them is enough to be accepted.</summary>
    /// <value>The default is <c>fastapi-users:auth</c>.</value>
    public IList<string> Audiences { get; } = [];
}
