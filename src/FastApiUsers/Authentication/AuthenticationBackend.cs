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

    /// <summary>Signs a user in, for a program that has checked by itself who it is.</summary>
    /// <returns>The transport's answer, not yet sent.</returns>
    public async Task<IResult> LoginAsync<TUser, TId>(IStrategy<TUser, TId> strategy, TUser user, CancellationToken cancellationToken)
        where TUser : class, IUser<TId>, new()
        where TId : IParsable<TId>, IEquatable<TId>
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return Transport.Login(await strategy.WriteTokenAsync(user, cancellationToken).ConfigureAwait(false));
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
