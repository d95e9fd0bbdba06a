namespace FastApiUsers.Authentication;

/// <summary>Who a request signed in as, whether or not the endpoint admits them. It is on <c>HttpContext.Features</c>.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
public sealed class CurrentUserFeature<TUser> : CurrentUserFeature
    where TUser : class
{
    /// <summary>The user.</summary>
    public required TUser User { get; init; }
}
