using FastApiUsers.Users;
using Microsoft.AspNetCore.Http;

namespace FastApiUsers.Authentication;

/// <summary>A way to sign in: a name, how the token travels (<see cref="ITransport"/>) and what it stands for (<see cref="IStrategy{TUser, TId}"/>).</summary>
/// <param name="name">The name; also that of its ASP.NET Core authentication scheme.</param>
/// <param name="transport">How the token travels.</param>
public sealed class AuthenticationBackend(string name, ITransport transport)
{
    /// <summary>The name; also that of its ASP.NET Core authentication scheme.</summary>
    public string Name { get; } = name;

    /// <summary>How the token travels.</summary>
    public ITransport Transport { get; } = transport;

    /// <summary>Signs a user in, who was checked to be the one they say.</summary>
    /// <returns>
    /// The transport's answer, not yet sent; or <see langword="null"/> where the user is no longer the one who was checked, because they
    /// were deleted or deactivated, or got another password, meanwhile.
    /// </returns>
    public async Task<IResult?> LoginAsync<TUser, TId>(
        IStrategy<TUser, TId> strategy, UserManager<TUser, TId> manager, TUser user, CancellationToken cancellationToken)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(user);

        string token;
        try
        {
            token = await strategy.WriteTokenAsync(user, cancellationToken).ConfigureAwait(false);
        }
        catch (UserNotExistsException)
        {
            return null;
        }

        // A change of the password, or a deactivation, ends the tokens that it finds, and looks once more after its commit. One
        // that is stored after that is ended here, since the change is seen by then.
        if (strategy is IRevocableStrategy<TUser, TId> revocable)
        {
            var current = await manager.FindAsync(user.Id, cancellationToken).ConfigureAwait(false);
            if (current is not { IsActive: true } || current.HashedPassword != user.HashedPassword)
            {
                await revocable.DestroyTokenAsync(token, user, CancellationToken.None).ConfigureAwait(false);
                return null;
            }
        }

        return Transport.Login(token);
    }

    /// <summary>Signs a user out: ends the token where the strategy can.</summary>
    /// <returns>The transport's answer, not yet sent.</returns>
    public async Task<IResult> LogoutAsync<TUser, TId>(IStrategy<TUser, TId> strategy, TUser user, string token, CancellationToken cancellationToken)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        if (strategy is IRevocableStrategy<TUser, TId> revocable)
            await revocable.DestroyTokenAsync(token, user, cancellationToken).ConfigureAwait(false);
        return Transport.Logout();
    }
}
