using FastApiUsers.Users;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>A row of the table of accounts at providers of OAuth.</summary>
/// <typeparam name="TUser">The user's type; each kind of users has its own table.</typeparam>
/// <typeparam name="TId">The type of the ids.</typeparam>
public sealed class OAuthAccountRow<TUser, TId> : IOAuthAccount<TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <inheritdoc/>
    public TId Id { get; set; } = default!;

    /// <inheritdoc/>
    public required TId UserId { get; set; }

    /// <inheritdoc/>
    public required string OAuthName { get; set; }

    /// <inheritdoc/>
    public required string AccessToken { get; set; }

    /// <inheritdoc/>
    public long? ExpiresAt { get; set; }

    /// <inheritdoc/>
    public string? RefreshToken { get; set; }

    /// <inheritdoc/>
    public required string AccountId { get; set; }

    /// <inheritdoc/>
    public required string AccountEmail { get; set; }
}
