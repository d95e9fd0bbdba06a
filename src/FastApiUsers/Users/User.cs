namespace FastApiUsers.Users;

/// <summary>A ready base class for the application's user.</summary>
/// <typeparam name="TId">The type of the id.</typeparam>
public class User<TId> : IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <inheritdoc/>
    public TId Id { get; set; } = default!;

    /// <inheritdoc/>
    public string Email { get; set; } = "";

    /// <inheritdoc/>
    public string HashedPassword { get; set; } = "";

    /// <inheritdoc/>
    public bool IsActive { get; set; } = true;

    /// <inheritdoc/>
    public bool IsSuperuser { get; set; }

    /// <inheritdoc/>
    public bool IsVerified { get; set; }
}
