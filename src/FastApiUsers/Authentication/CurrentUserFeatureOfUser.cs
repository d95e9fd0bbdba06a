using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>Who a request signed in as, whether or not the endpoint admits them. It is on <c>HttpContext.Features</c>.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
public sealed class CurrentUserFeature<TUser> : CurrentUserFeature
    where TUser : class
{
    /// <summary>The user.</summary>
    public required TUser User { get; init; }

    internal static CurrentUserFeature<TUser> Of<TId>(IUser<TId> user, string token, string backend, string? sessionId)
        where TId : IParsable<TId>, IEquatable<TId> => new()
    {
        User = (TUser)user, Token = token, Backend = backend, SessionId = sessionId,
        IsActive = user.IsActive, IsVerified = user.IsVerified, IsSuperuser = user.IsSuperuser,
    };
}
