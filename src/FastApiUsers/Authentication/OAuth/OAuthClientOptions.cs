using FastApiUsers.OAuth;

namespace FastApiUsers.Authentication;

/// <summary>The settings of one client of a provider, bound from <c>FastApiUsers:OAuth:</c> and its name.</summary>
public sealed class OAuthClientOptions : OAuthProviderSettings
{
    /// <summary>The provider of the catalogue, or <c>openid</c> for any other of OpenID Connect.</summary>
    /// <value>The default is the client's own name.</value>
    public string? Provider { get; set; }

    /// <summary>Further parameters of the authorization URL, such as <c>access_type=offline</c>, with which Google gives a refresh token. They win.</summary>
    public IDictionary<string, string> AuthorizationParameters { get; } = new Dictionary<string, string>();

    /// <summary>What a sign-in page calls it.</summary>
    /// <value>The default is the provider's name as people write it; for <c>openid</c> the client's own.</value>
    public string? DisplayName { get; set; }

    /// <summary>
    /// Whether its e-mail addresses are taken for verified, though the provider does not say so. Only for a provider that you run, or
    /// that you know to verify each.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TrustsEmails { get; set; }
}
