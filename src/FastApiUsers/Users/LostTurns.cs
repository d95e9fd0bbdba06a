namespace FastApiUsers.Users;

/// <summary>
/// Tells a change that others always beat from one that the database never stores. A turn is lost because another request changed
/// the user, which shows; where again and again nothing has changed, trying on would not end.
/// </summary>
internal sealed class LostTurns<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    // Another request may change a flag and back again in between, but not that often.
    private const int Limit = 10;

    private int _without;

    /// <summary>Counts a turn that was lost.</summary>
    /// <param name="read">The user as it was decided by.</param>
    /// <param name="now">The user as it is stored now.</param>
    /// <exception cref="InvalidOperationException">The database does not store the change.</exception>
    public void Add(IUser<TId> read, IUser<TId> now)
    {
        var isSame = read.Email == now.Email && read.HashedPassword == now.HashedPassword
            && (read.IsActive, read.IsSuperuser, read.IsVerified) == (now.IsActive, now.IsSuperuser, now.IsVerified);
        _without = isSame ? _without + 1 : 0;
        if (_without == Limit)
        {
            throw new InvalidOperationException(
                $"The user {now.Id} cannot be changed: the database stores nothing, though nobody else changed the user. A trigger, a row policy or a concurrency token of the application's own may be the reason.");
        }
    }
}
