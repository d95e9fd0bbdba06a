namespace FastApiUsers.Users;

/// <summary>A change of a user that may end sessions.</summary>
/// <param name="Context">What led to it.</param>
/// <param name="Kept">A session that goes on.</param>
/// <param name="ByNewEmail">Whether a new e-mail address ends them too.</param>
/// <param name="OfSome">Whether it is about single sessions, not about all that a user has.</param>
internal sealed record Revocation(UserEventContext? Context, string? Kept = null, bool ByNewEmail = false, bool OfSome = false)
{
    /// <summary>Whether tokens of no session, as a program without sessions stores them, end as well.</summary>
    public bool EndsAllTokens => Kept is null && !OfSome;

    /// <summary>Those that were ended.</summary>
    public HashSet<string> Ended { get; } = [];
}
