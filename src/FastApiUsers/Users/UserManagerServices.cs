using FastApiUsers.PasswordPolicy;
using FastApiUsers.Passwords;
using FastApiUsers.Sessions;
using FastApiUsers.Settings;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Users;

/// <summary>What a <see cref="UserManager{TUser, TId}"/> works with, in one parameter, so that a constructor of the application's manager stays short.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
/// <param name="Database">Where users are kept.</param>
/// <param name="Passwords">Hashes and checks passwords.</param>
/// <param name="Options">The settings of this kind of users.</param>
/// <param name="Revokers">The stores whose tokens end with a password or a user.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">The log.</param>
public sealed record UserManagerServices<TUser, TId>(
    IUserDatabase<TUser, TId> Database,
    IPasswordHelper Passwords,
    FastApiUsersOptions Options,
    IEnumerable<IUserTokenRevoker<TUser>> Revokers,
    TimeProvider Time,
    ILogger<UserManager<TUser, TId>> Logger)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    /// <summary>Makes the password policy of this kind of users.</summary>
    internal Func<PasswordRules>? PasswordRules { get; init; }

    /// <summary>The sessions of this kind of users, where it has some.</summary>
    internal UserSessions<TUser, TId>? Sessions { get; init; }

    /// <summary>The cache before <see cref="Database"/>, where there is one.</summary>
    internal CachingUserDatabase<TUser, TId>? Cache { get; init; }

    /// <summary>Makes what accounts at providers need.</summary>
    internal Func<UserOAuth<TUser, TId>>? OAuth { get; init; }
}
