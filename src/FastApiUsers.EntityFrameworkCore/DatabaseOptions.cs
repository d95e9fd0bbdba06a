namespace FastApiUsers.EntityFrameworkCore;

/// <summary>How the program treats its database server, bound from <c>FastApiUsers:Database</c>, once for the whole program.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FastApiUsers:Database";

    /// <summary>
    /// How long the start waits for a database server that does not answer yet; then it ends with an error. Zero: the start does not
    /// look. A database in a file or in memory is not waited for.
    /// </summary>
    /// <value>The default is 30 seconds: about the time that a database server takes that starts together with the program.</value>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
