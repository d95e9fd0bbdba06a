using System.Text.Json.Serialization;

namespace FastApiUsers.Schemas;

/// <summary>
/// What an answer shows of a connected account. Derive from it to show more; a property is filled by its name. The provider's tokens are
/// shown only where you declare <c>AccessToken</c> or <c>RefreshToken</c>.
/// </summary>
/// <typeparam name="TId">The type of the id.</typeparam>
public class BaseOAuthAccountRead<TId>
{
    /// <summary>The id of the account here.</summary>
    [JsonPropertyOrder(-4)]
    public TId Id { get; set; } = default!;

    /// <summary>The name of the provider.</summary>
    [JsonPropertyOrder(-3)]
    [JsonPropertyName("oauth_name")]
    public string OAuthName { get; set; } = "";

    /// <summary>The id of the account at the provider.</summary>
    [JsonPropertyOrder(-2)]
    public string AccountId { get; set; } = "";

    /// <summary>The e-mail address of the account at the provider.</summary>
    [JsonPropertyOrder(-1)]
    public string AccountEmail { get; set; } = "";
}
