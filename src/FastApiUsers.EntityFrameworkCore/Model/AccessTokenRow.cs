using FastApiUsers.Authentication;
using FastApiUsers.Users;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>A row of the table of access tokens.</summary>
/// <typeparam name="TUser">The user's type; each kind of users has its own table.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public sealed class AccessTokenRow<TUser, TId> : IAccessToken<TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <inheritdoc/>
    public required string Token { get; set; }

    /// <inheritdoc/>
    public required TId UserId { get; set; }

    /// <inheritdoc/>
    public required DateTimeOffset CreatedAt { get; set; }
}
