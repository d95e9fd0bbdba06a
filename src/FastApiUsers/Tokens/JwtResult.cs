using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FastApiUsers.Tokens;

/// <summary>What became of a JWT that was checked.</summary>
/// <param name="Claims">The claims, or <see langword="null"/> where the token is not accepted.</param>
/// <param name="Error">The reason, or <see cref="JwtError.None"/>.</param>
public readonly record struct JwtResult(IReadOnlyDictionary<string, JsonElement>? Claims, JwtError Error)
{
    /// <summary>Whether the token is accepted.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    public bool IsAccepted => Claims is not null;

    /// <summary>A claim's text, or <see langword="null"/> where it is missing or no text.</summary>
    public string? GetString(string claim) =>
        Claims is not null && Claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
