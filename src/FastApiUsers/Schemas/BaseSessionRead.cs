using System.Text.Json.Serialization;

namespace FastApiUsers.Schemas;

/// <summary>What an answer shows of a session. Derive from it to show more, made of what is here; a property is filled by its name.</summary>
public class BaseSessionRead
{
    /// <summary>The id.</summary>
    [JsonPropertyOrder(-12)]
    public string Id { get; set; } = "";

    /// <summary>Whether it is the session that asks.</summary>
    [JsonPropertyOrder(-11)]
    public bool IsCurrent { get; set; }

    /// <summary>The name of the backend that it was made with.</summary>
    [JsonPropertyOrder(-10)]
    public string Backend { get; set; } = "";

    /// <summary>What a person calls the device: <c>Firefox on Windows</c>.</summary>
    [JsonPropertyOrder(-9)]
    public string Device { get; set; } = "";

    /// <summary>What the client said of itself.</summary>
    [JsonPropertyOrder(-8)]
    public string? UserAgent { get; set; }

    /// <summary>The address of the client when the session began.</summary>
    [JsonPropertyOrder(-7)]
    public string? IpAddress { get; set; }

    /// <summary>How the user proved who they are: <c>password</c> for the login route.</summary>
    [JsonPropertyOrder(-6)]
    public string AuthenticationMethod { get; set; } = "";

    /// <summary>When the user did so.</summary>
    [JsonPropertyOrder(-5)]
    public DateTimeOffset AuthenticatedAt { get; set; }

    /// <summary>When it began.</summary>
    [JsonPropertyOrder(-4)]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last used, to about a minute.</summary>
    [JsonPropertyOrder(-3)]
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When it ends where it is not used again, to about a minute.</summary>
    [JsonPropertyOrder(-2)]
    public DateTimeOffset IdleExpiresAt { get; set; }

    /// <summary>When it ends at the latest.</summary>
    [JsonPropertyOrder(-1)]
    public DateTimeOffset ExpiresAt { get; set; }
}
