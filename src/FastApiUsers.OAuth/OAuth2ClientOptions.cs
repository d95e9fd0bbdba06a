using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>What an <see cref="OAuth2Client"/> is told of its provider.</summary>
public class OAuth2ClientOptions
{
    /// <summary>The name by which accounts are kept. It never changes once there are accounts.</summary>
    public required string Name { get; init; }

    /// <summary>The id that the provider gave to the application.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret that the provider gave to the application.</summary>
    /// <value>Empty by default, which only a public client may leave.</value>
    public string ClientSecret { get; init; } = "";

    /// <summary>Where people are sent: an absolute URL with https, or with http on the loopback interface.</summary>
    public string? AuthorizeEndpoint { get; init; }

    /// <summary>Where codes are exchanged: an absolute URL with https, or with http on the loopback interface.</summary>
    public string? AccessTokenEndpoint { get; init; }

    /// <summary>Where refresh tokens are exchanged.</summary>
    /// <value><see langword="null"/> by default: the provider has none.</value>
    public string? RefreshTokenEndpoint { get; init; }

    /// <summary>Where tokens are ended (RFC 7009).</summary>
    /// <value><see langword="null"/> by default: the provider cannot.</value>
    public string? RevokeTokenEndpoint { get; init; }

    /// <summary>Where a profile is read with the access token.</summary>
    /// <value><see langword="null"/> by default: a class of its own overrides <see cref="OAuth2Client.GetIdEmailAsync"/>.</value>
    public string? ProfileEndpoint { get; init; }

    /// <summary>Reads a profile.</summary>
    /// <value>By default <see cref="OAuthProfile.Read"/>: the names of OpenID Connect.</value>
    public Func<JsonElement, OAuthIdentity> ReadProfile { get; init; } = OAuthProfile.Read;

    /// <summary>The scopes that are asked for where the caller names none.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What stands between two scopes.</summary>
    /// <value>A space by default, as RFC 6749 section 3.3 has it.</value>
    public string ScopeSeparator { get; init; } = " ";

    /// <summary>Whether the provider takes a code challenge (RFC 7636, S256).</summary>
    /// <value>True by default: a provider that does not know it has to ignore it (RFC 6749 section 3.1).</value>
    public bool SupportsPkce { get; init; } = true;

    /// <summary>How the client proves who it is.</summary>
    /// <value>
    /// <see langword="null"/> by default. It stands for <see cref="ClientAuthentication.None"/> where there is no secret, else for
    /// <see cref="ClientAuthentication.Post"/>, or for what discovery says.
    /// </value>
    public ClientAuthentication? ClientAuthentication { get; init; }

    /// <summary>How the provider is reached.</summary>
    public OAuthHttpOptions Http { get; init; } = OAuthHttpOptions.Default;
}
