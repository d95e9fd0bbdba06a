namespace FastApiUsers.Users;

/// <summary>The cache of one kind of users, bound from <c>FastApiUsers:UserCache</c>.</summary>
public sealed class UserCacheOptions
{
    /// <summary>
    /// After how long at most this node knows of a change that was made elsewhere: on another node, or past the manager. A change by
    /// the manager of this node is known at once.
    /// </summary>
    /// <value>The default is one second; at most a minute.</value>
    public TimeSpan MaximumStaleness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many users this node remembers. Those beyond it are read in every request.</summary>
    /// <value>The default is 10 000, each of which takes what an instance of the user takes.</value>
    public int MaximumUsers { get; set; } = 10_000;
}
