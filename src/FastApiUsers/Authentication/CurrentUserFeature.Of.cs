namespace FastApiUsers.Authentication;

/// <summary>Who a request signed in as, whether or not the endpoint admits them. It is on <c>HttpContext.Features</c>.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <param name="User">The user.</param>
/// <param name="Token">The token that the request carried.</param>
/// <param name="Backend">The name of the backend that read it.</param>
/// <param name="IsActive">Whether the user is active.</param>
/// <param name="IsVerified">Whether the user is verified.</param>
/// <param name="IsSuperuser">Whether the user is a superuser.</param>
public sealed record CurrentUserFeature<TUser>(TUser User, string Token, string Backend, bool IsActive, bool IsVerified, bool IsSuperuser)
    : CurrentUserFeature(Token, Backend, IsActive, IsVerified, IsSuperuser)
    where TUser : class;
