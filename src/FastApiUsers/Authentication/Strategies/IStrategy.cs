using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>How a token stands for a user.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public interface IStrategy<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>The user of a token, or <see langword="null"/> where the token is not, or no longer, good.</summary>
    Task<TUser?> ReadTokenAsync(string token, UserManager<TUser, TId> manager, CancellationToken cancellationToken);

    /// <summary>A new token for a user.</summary>
    Task<string> WriteTokenAsync(TUser user, CancellationToken cancellationToken);
}
