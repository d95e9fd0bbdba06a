using System.Text.Json;

namespace FastApiUsers.OAuth;

/// <summary>Who a provider says it is.</summary>
/// <param name="AccountId">The id at the provider, which never changes.</param>
/// <param name="Email">The e-mail address as the provider gives it, or <see langword="null"/> where it gives none.</param>
/// <param name="IsEmailVerified">Whether the provider vouches that the person owns the address.</param>
/// <param name="Claims">All that the provider says.</param>
public sealed record OAuthIdentity(string AccountId, string? Email, bool IsEmailVerified, JsonElement Claims)
{
    /// <summary>Names nobody.</summary>
    public override string ToString() => nameof(OAuthIdentity);
}
