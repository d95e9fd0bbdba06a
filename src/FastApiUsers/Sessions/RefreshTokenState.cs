namespace FastApiUsers.Sessions;

/// <summary>What a refresh token is at this moment.</summary>
internal enum RefreshTokenState
{
    /// <summary>It was never issued, or its session is over.</summary>
    Void,

    /// <summary>It is the one that counts.</summary>
    Current,

    /// <summary>It was used within the grace: its successor counts, or one that comes after that.</summary>
    JustUsed,

    /// <summary>It was used before: somebody has stolen it, or its successor.</summary>
    Replayed,
}
