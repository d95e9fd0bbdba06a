namespace FastApiUsers.Passwords;

/// <summary>
/// What a stored hash may cost to verify. The parameters of a hash come from its own text, so that whoever can write one row could
/// otherwise take all the memory or time of the server; a hash above these limits matches no password.
/// </summary>
public sealed record ScryptLimits
{
    // Units of 128 bytes
    private const int UnitsPerKiB = 8;

    /// <summary>The most memory, in KiB: 128 bytes times r times N, and times r times p as well.</summary>
    /// <value>The default is 524288: 512 MiB, four times the default parameters.</value>
    public int MaximumMemorySize { get; init; } = 512 * 1024;

    /// <summary>The most parallelism. The time is in proportion to it and to the memory.</summary>
    /// <value>The default is 16: with all the memory, 64 times as long as the default parameters.</value>
    public int MaximumParallelism { get; init; } = 16;

    internal bool Allow(ScryptParameters parameters) =>
        parameters.Parallelism <= MaximumParallelism
        && Math.Max(1L << parameters.Cost, parameters.Parallelism) * parameters.BlockSize <= (long)MaximumMemorySize * UnitsPerKiB;
}
