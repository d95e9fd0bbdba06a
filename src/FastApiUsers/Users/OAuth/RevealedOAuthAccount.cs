namespace FastApiUsers.Users;

/// <summary>A stored account whose tokens can be read.</summary>
internal sealed class RevealedOAuthAccount<TId>(IOAuthAccount<TId> stored, OAuthTokenProtection protection) : IOAuthAccount<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public TId Id => stored.Id;

    public TId UserId => stored.UserId;

    public string OAuthName => stored.OAuthName;

    public string AccessToken => protection.Reveal(stored.AccessToken) ?? "";

    public long? ExpiresAt => stored.ExpiresAt;

    public string? RefreshToken => protection.Reveal(stored.RefreshToken);

    public string AccountId => stored.AccountId;

    public string AccountEmail => stored.AccountEmail;
}
