using FastApiUsers.Users;

namespace FastApiUsers.Hosting;

/// <inheritdoc/>
internal sealed class UserProbe<TUser, TId>(IUserDatabase<TUser, TId> database) : IUserProbe
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    // RFC 2606 section 2: nobody has an address there. The look-up is that of a sign-in, by the index.
    private const string Nobody = "health@check.invalid";

    public Task AskAsync(CancellationToken cancellationToken) => database.GetByEmailAsync(Nobody, cancellationToken);
}
