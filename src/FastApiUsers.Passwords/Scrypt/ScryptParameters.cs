namespace FastApiUsers.Passwords;

/// <summary>The costs of an scrypt hash.</summary>
public sealed record ScryptParameters
{
    // So that N and the bytes of B can be counted with an int. RFC 7914 section 6 allows more than any server has.
    private const int MaximumCost = 30;
    private const int MaximumBlocks = (1 << 24) - 1;

    // RFC 7914 section 2: N is less than 2^(128 * r / 8).
    private const int MaximumCostOfBlock = 16;

    /// <summary>The binary logarithm of N, the CPU and memory cost; from 1 to 30. Each step doubles the time and the memory.</summary>
    /// <value>The default is 17, which the OWASP Password Storage Cheat Sheet asks for with the other defaults: 128 MiB.</value>
    public int Cost { get; init; } = 17;

    /// <summary>r, the block size: a block has 128 times as many bytes, and the memory N blocks.</summary>
    /// <value>The default is 8.</value>
    public int BlockSize { get; init; } = 8;

    /// <summary>p, the number of blocks that are mixed one after the other. Each takes the time again, but not the memory.</summary>
    /// <value>The default is 1.</value>
    public int Parallelism { get; init; } = 1;

    /// <summary>Finds the first parameter that scrypt, or this implementation of it, does not allow.</summary>
    /// <returns>What is wrong and the rule, or null.</returns>
    internal string? FindFault() => this switch
    {
        { BlockSize: < 1 } => $"BlockSize {BlockSize} is less than 1.",
        { Parallelism: < 1 } => $"Parallelism {Parallelism} is less than 1.",
        { Cost: < 1 or > MaximumCost } => $"Cost {Cost} is not between 1 and {MaximumCost}.",
        _ when Cost >= (long)MaximumCostOfBlock * BlockSize =>
            $"Cost {Cost} is not less than {MaximumCostOfBlock} times BlockSize {BlockSize}.",
        _ when (long)BlockSize * Parallelism > MaximumBlocks =>
            $"BlockSize {BlockSize} times Parallelism {Parallelism} is more than {MaximumBlocks}.",
        _ => null,
    };
}
