namespace FastApiUsers.Users;

/// <summary>A change of a user that may end sessions.</summary>
/// <param name="Context">What led to it.</param>
/// <param name="Kept">A session that goes on.</param>
/// <param name="ByNewEmail">Whether a new e-mail address ends them too.</param>
internal sealed record Revocation(UserEventContext? Context, string? Kept = null, bool ByNewEmail = false)
{
    /// <summary>Those that were ended.</summary>
    public HashSet<string> Ended { get; } = [];
}
