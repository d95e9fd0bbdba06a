using System.Text.Json.Serialization;

namespace FastApiUsers.Routes;

/// <summary>A body that brings a token back.</summary>
internal sealed class TokenBody
{
    [JsonPropertyName("token")]
    public required string Token { get; set; }
}
