using System.Text.Json.Serialization;
using FastApiUsers.Schemas;

namespace FastApiUsers.Routes;

/// <summary>A body that names an e-mail address.</summary>
internal sealed class EmailBody
{
    [JsonPropertyName("email")]
    [JsonConverter(typeof(EmailConverter))]
    public required string Email { get; set; }
}
