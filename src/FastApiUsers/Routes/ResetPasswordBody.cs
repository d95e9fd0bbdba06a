using System.Text.Json.Serialization;

namespace FastApiUsers.Routes;

/// <summary>A reset token and the new password.</summary>
internal sealed class ResetPasswordBody
{
    [JsonPropertyName("token")]
    public required string Token { get; set; }

    [JsonPropertyName("password")]
    public required string Password { get; set; }
}
