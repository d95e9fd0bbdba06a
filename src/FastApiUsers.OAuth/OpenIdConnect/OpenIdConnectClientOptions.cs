namespace FastApiUsers.OAuth;

/// <summary>What an <see cref="OpenIdConnectClient"/> is told of its provider. The endpoints come from discovery.</summary>
public class OpenIdConnectClientOptions : OAuth2ClientOptions
{
    /// <summary>The issuer, exactly as the provider writes it: <c>https://accounts.google.com</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where the provider describes itself (OpenID Connect Discovery section 4).</summary>
    /// <value>By default the issuer with <c>/.well-known/openid-configuration</c>.</value>
    public string? ConfigurationEndpoint { get; init; }

    /// <summary>The algorithms that may sign an id token: RS, PS and ES with 256, 384 and 512.</summary>
    /// <value><see langword="null"/> by default: RS256, ES256 and those that discovery names, none and HS excepted.</value>
    public IReadOnlyList<string>? SigningAlgorithms { get; init; }

    /// <summary>By how much the clocks may differ.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long the configuration and the keys are read again. Where that fails, the old ones stay.</summary>
    /// <value>The default is 24 hours.</value>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long after a reading an unknown key makes the keys be read again, so that nobody can make a hammer of this client.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan MinimumRefreshInterval { get; init; } = TimeSpan.FromSeconds(30);
}
