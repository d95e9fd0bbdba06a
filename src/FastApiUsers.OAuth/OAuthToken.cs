using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>What a provider issues (RFC 6749 section 5.1).</summary>
public sealed record OAuthToken
{
    /// <summary>The access token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When it expires, or <see langword="null"/> where the provider does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The refresh token, where there is one.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The id token of OpenID Connect, not yet checked.</summary>
    public string? IdToken { get; init; }

    /// <summary>The whole answer.</summary>
    public JsonElement Response { get; init; }

    /// <summary>Names no token.</summary>
    public override string ToString() => nameof(OAuthToken);
}
