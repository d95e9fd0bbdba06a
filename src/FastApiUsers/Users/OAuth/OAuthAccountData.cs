namespace FastApiUsers.Users;

/// <summary>What a provider of OAuth says of an account: all of a stored account but its ids here.</summary>
public sealed record OAuthAccountData
{
    /// <summary>The name of the provider, for example <c>google</c>; at most 100 characters.</summary>
    public required string OAuthName { get; init; }

    /// <summary>The provider's access token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>When the access token expires, in seconds since 1970-01-01 UTC.</summary>
    /// <value>The default is <see langword="null"/>: the provider did not say.</value>
    public long? ExpiresAt { get; init; }

    /// <summary>The provider's refresh token.</summary>
    /// <value>The default is <see langword="null"/>: there is none.</value>
    public string? RefreshToken { get; init; }

    /// <summary>The id of the account at the provider; at most 320 characters. Its letters' case tells accounts apart.</summary>
    public required string AccountId { get; init; }

    /// <summary>The e-mail address of the account at the provider; at most 320 characters.</summary>
    public required string AccountEmail { get; init; }

    // A record prints all it has, and tokens are not for logs.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"{nameof(OAuthName)} = {OAuthName}, {nameof(AccountId)} = {AccountId}");
        return true;
    }
}
