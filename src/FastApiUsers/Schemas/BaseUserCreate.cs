using System.Text.Json.Serialization;

namespace FastApiUsers.Schemas;

/// <summary>The body that creates a user. Derive from it to take more; a property fills the user's one of the same name.</summary>
public class BaseUserCreate : UserSchema
{
    /// <summary>The e-mail address; it is normalised.</summary>
    [JsonPropertyOrder(-5)]
    [JsonConverter(typeof(EmailConverter))]
    public required string Email { get; set; }

    /// <summary>The password.</summary>
    [JsonPropertyOrder(-4)]
    public required string Password { get; set; }

    /// <summary>Whether the user may sign in. Ignored where an ordinary user registers.</summary>
    [JsonPropertyOrder(-3)]
    public bool? IsActive { get; set; } = true;

    /// <summary>Whether the user may manage other users. Ignored where an ordinary user registers.</summary>
    [JsonPropertyOrder(-2)]
    public bool? IsSuperuser { get; set; } = false;

    /// <summary>Whether the e-mail address is verified. Ignored where an ordinary user registers.</summary>
    [JsonPropertyOrder(-1)]
    public bool? IsVerified { get; set; } = false;
}
