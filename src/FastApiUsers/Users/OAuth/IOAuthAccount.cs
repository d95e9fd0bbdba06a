namespace FastApiUsers.Users;

/// <summary>An account at a provider of OAuth, as it is stored: its owner signs in as the user that it belongs to.</summary>
/// <typeparam name="TId">The type of the ids, the user's and the account's.</typeparam>
public interface IOAuthAccount<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>The id of the account here.</summary>
    TId Id { get; }

    /// <summary>The user that it belongs to.</summary>
    TId UserId { get; }

    /// <summary>The name of the provider, for example <c>google</c>.</summary>
    string OAuthName { get; }

    /// <summary>The provider's access token.</summary>
    string AccessToken { get; }

    /// <summary>When the access token expires, in seconds since 1970-01-01 UTC; <see langword="null"/> where the provider did not say.</summary>
    long? ExpiresAt { get; }

    /// <summary>The provider's refresh token, or <see langword="null"/>.</summary>
    string? RefreshToken { get; }

    /// <summary>The id of the account at the provider.</summary>
    string AccountId { get; }

    /// <summary>The e-mail address of the account at the provider.</summary>
    string AccountEmail { get; }
}
