namespace FastApiUsers.Passwords;

/// <summary>
/// What a stored hash may cost to verify. The iterations of a hash come from its own text, so that whoever can write one row could
/// otherwise keep the server busy for hours; a hash above these limits matches no password.
/// </summary>
public sealed record Pbkdf2Limits
{
    /// <summary>The most iterations. Where a hash is longer than its algorithm gives, each further part counts them again.</summary>
    /// <value>The default is 10000000: some seconds of one core, and 16 times the default parameters.</value>
    public int MaximumIterations { get; init; } = 10_000_000;

    internal bool Allow(Pbkdf2StoredHash stored) =>
        stored.Iterations > 0 && (long)stored.Iterations * stored.Blocks <= MaximumIterations;
}
