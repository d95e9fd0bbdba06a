using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace FastApiUsers.Tests.OAuth;

/// <summary>An answer of the application.</summary>
internal sealed record OAuthAnswer(HttpStatusCode Status, JsonElement Body, string? Location, string[] SetCookies, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The status and the code of an error.</summary>
    public string Error => $"{(int)Status} {(Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("detail", out var detail) ? detail.ToString() : "")}";

    /// <summary>A parameter of the page that the browser is sent to.</summary>
    public string? Parameter(string name) =>
        QueryHelpers.ParseQuery(Location![(Location!.IndexOf('?', StringComparison.Ordinal) + 1)..]).TryGetValue(name, out var value) ? value.ToString() : null;

    public static async Task<OAuthAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new OAuthAnswer(
            response.StatusCode,
            text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default,
            response.Headers.TryGetValues("Location", out var locations) ? locations.Single() : null,
            response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}
