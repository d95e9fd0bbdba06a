namespace FastApiUsers.Authentication;

/// <summary>What a good token says.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <param name="User">The user.</param>
/// <param name="SessionId">The session.</param>
public sealed record SessionToken<TUser>(TUser User, string SessionId)
    where TUser : class;
