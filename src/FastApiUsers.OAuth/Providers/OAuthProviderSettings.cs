namespace FastApiUsers.OAuth;

/// <summary>What configuration says of one provider. Each provider reads what it needs, and says what is missing.</summary>
public class OAuthProviderSettings
{
    /// <summary>The client id, which every provider needs.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret, which every provider but Apple and a public client needs.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The name by which accounts are kept.</summary>
    /// <value><see langword="null"/> by default: the provider's own.</value>
    public string? Name { get; set; }

    /// <summary>The scopes.</summary>
    /// <value><see langword="null"/> by default: the provider's own.</value>
    public IReadOnlyList<string>? Scopes { get; set; }

    /// <summary>Whether account ids are those of httpx-oauth: see <see cref="ProviderOptions.UseOriginalAccountIds"/>.</summary>
    /// <value>False by default.</value>
    public bool UseOriginalAccountIds { get; set; }

    /// <summary>The issuer of plain OpenID Connect, which needs it, and of another environment of FranceConnect.</summary>
    public string? Issuer { get; set; }

    /// <summary>Microsoft's tenant.</summary>
    /// <value><see langword="null"/> by default: <c>common</c>.</value>
    public string? Tenant { get; set; }

    /// <summary>The domain of Okta and Auth0, which need it, and of GitLab.</summary>
    public string? Domain { get; set; }

    /// <summary>Shopify's shop.</summary>
    public string? Shop { get; set; }

    /// <summary>Apple's team id.</summary>
    public string? TeamId { get; set; }

    /// <summary>The id of Apple's private key.</summary>
    public string? KeyId { get; set; }

    /// <summary>Apple's private key as PEM.</summary>
    public string? PrivateKey { get; set; }

    internal static string Need(string? value, string setting) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException($"The provider needs the setting {setting}.", setting) : value;
}
