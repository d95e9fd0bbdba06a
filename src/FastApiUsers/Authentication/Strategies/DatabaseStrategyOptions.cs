namespace FastApiUsers.Authentication;

/// <summary>The settings of a <see cref="DatabaseStrategy{TUser, TId}"/>, bound from <c>FastApiUsers:Backends:NAME</c>.</summary>
public sealed class DatabaseStrategyOptions
{
    /// <summary>How long a token is valid from when it was issued; <see langword="null"/> is for ever, as in FastAPI Users.</summary>
    /// <value>The default is 14 days.</value>
    public TimeSpan? Lifetime { get; set; } = TimeSpan.FromDays(14);
}
