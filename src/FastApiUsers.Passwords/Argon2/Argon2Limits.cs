namespace FastApiUsers.Passwords;

/// <summary>
/// What a stored hash may cost to verify. The parameters of a hash come from its own text, so that whoever can write one
/// row could otherwise take all the memory or time of the server; a hash above these limits matches no password.
/// </summary>
public sealed record Argon2Limits
{
    /// <summary>The most memory, in KiB.</summary>
    /// <value>The default is 2097152: 2 GiB, the first recommendation of RFC 9106 section 4 and 32 times the default parameters.</value>
    public int MaximumMemorySize { get; init; } = 1 << 21;

    /// <summary>The most work: memory in KiB times iterations.</summary>
    /// <value>The default is 8388608: four passes over 2 GiB, some seconds of one core and 42 times the default parameters.</value>
    public long MaximumWork { get; init; } = 1 << 23;

    internal bool Allow(Argon2Parameters parameters) => parameters.MemorySize <= MaximumMemorySize && parameters.Work <= MaximumWork;
}
