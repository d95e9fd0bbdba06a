namespace FastApiUsers.OAuth;

/// <summary>The ways in which a provider fails.</summary>
public enum OAuthFailure
{
    /// <summary>The provider refused: an error of RFC 6749 section 5.2, or another status of 4xx.</summary>
    Refused,

    /// <summary>The provider could not be reached, was too slow, or answered 5xx.</summary>
    Unavailable,

    /// <summary>The provider answered what cannot be understood, or left out what has to be there.</summary>
    BadAnswer,

    /// <summary>The id token is not good: its signature, issuer, audience, time or nonce.</summary>
    BadIdToken,
}
