namespace FastApiUsers.Sessions;

/// <summary>The sessions of one kind of users, bound from <c>FastApiUsers:Sessions</c>.</summary>
public sealed class UserSessionOptions
{
    /// <summary>How long a session lives at most, however often it is used or refreshed.</summary>
    /// <value>The default is 30 days. Where a backend has no refresh tokens, its session ends with its token.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a session lives without being used, to about a minute.</summary>
    /// <value>The default is 14 days.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// After how long at most a session that was ended on another node is refused on this one. In between this node answers from
    /// memory; it asks the store once in this time, whatever the number of requests. Where the session was ended it is refused at once.
    /// </summary>
    /// <value>The default is one second; at most 30. Zero asks the store in every request.</value>
    public TimeSpan RevocationDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many sessions this node remembers. Those beyond it are read in every request.</summary>
    /// <value>The default is 100 000, of about a kilobyte each.</value>
    public int CacheSize { get; set; } = 100_000;

    /// <summary>How many sessions a user may have; with one more the oldest ends.</summary>
    /// <value>The default is <see langword="null"/>: any number.</value>
    public int? MaximumPerUser { get; set; }

    /// <summary>Whether a user who changes the own password keeps the session in which that is done. All others end. A reset ends all.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool KeepCurrentOnPasswordChange { get; set; }

    /// <summary>Whether the address of the client is kept with its session.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool StoreIpAddress { get; set; } = true;
}
