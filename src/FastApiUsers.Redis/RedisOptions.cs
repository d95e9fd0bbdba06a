namespace FastApiUsers.Redis;

/// <summary>How Redis is reached, bound from <c>FastApiUsers:Redis</c>. One connection serves the whole program.</summary>
public sealed class RedisOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "FastApiUsers:Redis";

    /// <summary>
    /// The servers and the settings of the connection, as StackExchange.Redis reads them: <c>localhost:6379,password=…,ssl=true</c>.
    /// Several nodes of a cluster are separated by commas. Not needed where the services hold an <c>IConnectionMultiplexer</c>.
    /// </summary>
    public string? Configuration { get; set; }

    /// <summary>How long one answer of Redis is waited for. Then the request is answered 503.</summary>
    /// <value>The default is 2 seconds: Redis answers within milliseconds, or something is wrong with it.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);
}
