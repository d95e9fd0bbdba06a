using System.Text.Json.Serialization;

namespace FastApiUsers.Schemas;

/// <summary>What an answer shows of a user. Derive from it to show more; a property is filled from the user's one of the same name.</summary>
/// <typeparam name="TId">The type of the id.</typeparam>
public class BaseUserRead<TId>
{
    /// <summary>The id.</summary>
    [JsonPropertyOrder(-5)]
    public TId Id { get; set; } = default!;

    /// <summary>The e-mail address.</summary>
    [JsonPropertyOrder(-4)]
    public string Email { get; set; } = "";

    /// <summary>Whether the user may sign in.</summary>
    [JsonPropertyOrder(-3)]
    public bool IsActive { get; set; } = true;

    /// <summary>Whether the user may manage other users.</summary>
    [JsonPropertyOrder(-2)]
    public bool IsSuperuser { get; set; }

    /// <summary>Whether the e-mail address is verified.</summary>
    [JsonPropertyOrder(-1)]
    public bool IsVerified { get; set; }
}
