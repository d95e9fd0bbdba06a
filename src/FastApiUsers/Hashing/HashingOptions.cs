namespace FastApiUsers.Hashing;

/// <summary>
/// The gate in front of password hashing, bound from <c>FastApiUsers:Hashing</c>. One gate serves the whole program, whatever
/// the kinds of users: what it protects, the processors and the memory, is shared.
/// </summary>
public sealed class HashingOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FastApiUsers:Hashing";

    /// <summary>How many passwords are hashed at once. Each takes a processor and, with the default parameters, 64 MiB while it runs.</summary>
    /// <value>The default is the number of processors: more would only wait for each other.</value>
    public int MaximumConcurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>How many may wait for their turn. One more is answered 503 at once.</summary>
    /// <value>The default is 1024. Waiting costs next to no memory; the deadline is what bounds it in time.</value>
    public int QueueLimit { get; set; } = 1024;

    /// <summary>How long a request may wait for its turn, in sum where it hashes twice, before it is answered 503. A hash that has begun is finished.</summary>
    /// <value>The default is 5 seconds: people give up, and clients repeat, after about that.</value>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether hashing leaves the processors to requests where both want them. It works on Linux.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool YieldToRequests { get; set; } = true;
}
