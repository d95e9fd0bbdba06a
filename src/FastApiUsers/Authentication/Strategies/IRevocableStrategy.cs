using FastApiUsers.Users;

namespace FastApiUsers.Authentication;

/// <summary>A strategy that can end one token. Without it a sign-out is the client's: it forgets the token.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
public interface IRevocableStrategy<TUser, TId> : IStrategy<TUser, TId>
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>Ends a token. One that is unknown is no error.</summary>
    Task DestroyTokenAsync(string token, TUser user, CancellationToken cancellationToken);
}
