namespace FastApiUsers.Authentication;

/// <summary>The removal of expired access tokens, sessions and marks of used tokens from the database, bound from <c>FastApiUsers:TokenCleanup</c>, once for the whole program.</summary>
public sealed class TokenCleanupOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FastApiUsers:TokenCleanup";

    /// <summary>Whether what has expired is removed.</summary>
    /// <value>
    /// The default is <see langword="true"/>; <see langword="false"/> for users with <see cref="Settings.Compatibility.Original"/>, since a Python program that shares the
    /// table of tokens may let them live longer. Sessions and marks of used tokens, which it knows nothing of, are removed then as well.
    /// </value>
    public bool? Enabled { get; set; }

    /// <summary>The time from the end of one turn to the next. The first begins at a random moment within it, so that nodes that start together take turns.</summary>
    /// <value>The default is one hour.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many tokens one statement removes. A turn makes as many statements as it takes, with a pause between them.</summary>
    /// <value>The default is 1000: a few milliseconds of the database's time.</value>
    public int BatchSize { get; set; } = 1000;
}
