using System.Text.Json.Serialization;

namespace FastApiUsers.Schemas;

/// <summary>The body that changes a user: what it names and nothing else. Derive from it to take more.</summary>
public class BaseUserUpdate : UserSchema
{
    /// <summary>The new password.</summary>
    [JsonPropertyOrder(-5)]
    public string? Password { get; set; }

    /// <summary>The new e-mail address; it is normalised, and has to be verified anew.</summary>
    [JsonPropertyOrder(-4)]
    [JsonConverter(typeof(EmailConverter))]
    public string? Email { get; set; }

    /// <summary>Whether the user may sign in. Ignored where an ordinary user changes the own account.</summary>
    [JsonPropertyOrder(-3)]
    public bool? IsActive { get; set; }

    /// <summary>Whether the user may manage other users. Ignored where an ordinary user changes the own account.</summary>
    [JsonPropertyOrder(-2)]
    public bool? IsSuperuser { get; set; }

    /// <summary>Whether the e-mail address is verified. Ignored where an ordinary user changes the own account.</summary>
    [JsonPropertyOrder(-1)]
    public bool? IsVerified { get; set; }
}
