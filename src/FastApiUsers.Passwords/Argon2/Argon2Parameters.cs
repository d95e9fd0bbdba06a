namespace FastApiUsers.Passwords;

/// <summary>All that decides how an Argon2 hash is made, apart from its secrets and its salt.</summary>
public sealed record Argon2Parameters
{
    // RFC 9106 section 3.1 has the limits of parallelism and hash length; the least salt is that of the reference implementation.
    private const int MaximumParallelism = (1 << 24) - 1;
    private const int MinimumMemoryPerLane = 8;
    private const int MinimumHashLength = 4;
    private const int MinimumSaltLength = 8;

    /// <summary>The variant.</summary>
    /// <value>The default is <see cref="Argon2Type.Argon2id"/>.</value>
    public Argon2Type Type { get; init; } = Argon2Type.Argon2id;

    /// <summary>The version.</summary>
    /// <value>The default is <see cref="Argon2Version.Version13"/>.</value>
    public Argon2Version Version { get; init; } = Argon2Version.Version13;

    /// <summary>The memory to fill, in KiB; at least eight times <see cref="Parallelism"/>.</summary>
    /// <value>The default is 65536: 64 MiB.</value>
    public int MemorySize { get; init; } = 65536;

    /// <summary>The number of passes over the memory; at least 1.</summary>
    /// <value>The default is 3.</value>
    public int Iterations { get; init; } = 3;

    /// <summary>The number of lanes; from 1 to 2^24 - 1.</summary>
    /// <value>The default is 4.</value>
    public int Parallelism { get; init; } = 4;

    /// <summary>The length of the salt in bytes; at least 8.</summary>
    /// <value>The default is 16.</value>
    public int SaltLength { get; init; } = 16;

    /// <summary>The length of the hash in bytes; at least 4.</summary>
    /// <value>The default is 32.</value>
    public int HashLength { get; init; } = 32;

    /// <summary>
    /// The number of 1 KiB blocks that a hash uses: m' of RFC 9106 section 3.2, step 2, the memory rounded down to four equal slices of
    /// every lane.
    /// </summary>
    internal int BlockCount => MemorySize / (4 * Parallelism) * (4 * Parallelism);

    /// <summary>The number of 1 KiB blocks that all passes fill: the time a hash takes is in proportion to it.</summary>
    internal long Work => (long)MemorySize * Iterations;

    /// <summary>Finds the first parameter that Argon2 does not allow.</summary>
    /// <returns>What is wrong and the rule, or null.</returns>
    internal string? FindFault() => this switch
    {
        { Type: not (Argon2Type.Argon2d or Argon2Type.Argon2i or Argon2Type.Argon2id) } => $"Type {Type} is unknown.",
        { Version: not (Argon2Version.Version10 or Argon2Version.Version13) } => $"Version {Version} is unknown.",
        { Parallelism: < 1 or > MaximumParallelism } => $"Parallelism {Parallelism} is not between 1 and {MaximumParallelism}.",
        { Iterations: < 1 } => $"Iterations {Iterations} is less than 1.",
        { SaltLength: < MinimumSaltLength } => $"SaltLength {SaltLength} is less than {MinimumSaltLength} bytes.",
        { HashLength: < MinimumHashLength } => $"HashLength {HashLength} is less than {MinimumHashLength} bytes.",
        _ when MemorySize < MinimumMemoryPerLane * Parallelism =>
            $"MemorySize {MemorySize} KiB is less than {MinimumMemoryPerLane} KiB for each of {Parallelism} lanes.",
        _ => null,
    };
}
