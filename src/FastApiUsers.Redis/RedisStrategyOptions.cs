namespace FastApiUsers.Redis;

/// <summary>The settings of a <see cref="RedisStrategy{TUser, TId}"/>, bound from <c>FastApiUsers:Backends:NAME</c>.</summary>
public sealed class RedisStrategyOptions
{
    /// <summary>How long a token is valid from when it was issued; Redis forgets it then. <see langword="null"/> is for ever, as in FastAPI Users.</summary>
    /// <value>The default is 14 days.</value>
    public TimeSpan? Lifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>What the key of a token begins with.</summary>
    /// <value>The default is <c>fastapi_users_token:</c>, as in FastAPI Users; for a further kind of users <c>fastapi_users_token:NAME:</c>.</value>
    public string? KeyPrefix { get; set; }
}
