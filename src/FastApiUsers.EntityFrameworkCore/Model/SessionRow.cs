using FastApiUsers.Sessions;
using FastApiUsers.Users;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>A row of the table of sessions. What each column says stands at <see cref="UserSession{TId}"/>.</summary>
/// <typeparam name="TUser">The user's type; each kind of users has its own table.</typeparam>
/// <typeparam name="TId">The type of the user's id.</typeparam>
public sealed class SessionRow<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <inheritdoc cref="UserSession{TId}.Id"/>
    public required string Id { get; set; }

    /// <inheritdoc cref="UserSession{TId}.UserId"/>
    public required TId UserId { get; set; }

    /// <inheritdoc cref="UserSession{TId}.Backend"/>
    public required string Backend { get; set; }

    /// <inheritdoc cref="UserSession{TId}.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc cref="UserSession{TId}.LastUsedAt"/>
    public required DateTimeOffset LastUsedAt { get; set; }

    /// <inheritdoc cref="UserSession{TId}.ExpiresAt"/>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <inheritdoc cref="UserSession{TId}.AuthenticationMethod"/>
    public required string AuthenticationMethod { get; set; }

    /// <inheritdoc cref="UserSession{TId}.AuthenticatedAt"/>
    public required DateTimeOffset AuthenticatedAt { get; set; }

    /// <inheritdoc cref="UserSession{TId}.UserAgent"/>
    public string? UserAgent { get; set; }

    /// <inheritdoc cref="UserSession{TId}.IpAddress"/>
    public string? IpAddress { get; set; }

    /// <inheritdoc cref="UserSession{TId}.EndedAt"/>
    public DateTimeOffset? EndedAt { get; set; }

    /// <inheritdoc cref="UserSession{TId}.RefreshTokenHash"/>
    public string? RefreshTokenHash { get; set; }

    /// <inheritdoc cref="UserSession{TId}.UsedRefreshTokens"/>
    public string? UsedRefreshTokens { get; set; }

    /// <summary>The session that is stored in it.</summary>
    public UserSession<TId> ToSession() => new()
    {
        Id = Id,
        UserId = UserId,
        Backend = Backend,
        CreatedAt = CreatedAt,
        LastUsedAt = LastUsedAt,
        ExpiresAt = ExpiresAt,
        AuthenticationMethod = AuthenticationMethod,
        AuthenticatedAt = AuthenticatedAt,
        UserAgent = UserAgent,
        IpAddress = IpAddress,
        EndedAt = EndedAt,
        RefreshTokenHash = RefreshTokenHash,
        UsedRefreshTokens = UsedRefreshTokens,
    };
}
