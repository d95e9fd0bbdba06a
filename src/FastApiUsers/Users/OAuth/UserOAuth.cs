using FastApiUsers.OAuth;

namespace FastApiUsers.Users;

/// <summary>What a manager works with where providers sign its users in.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the ids.</typeparam>
/// <param name="accounts">Where accounts are kept, made at its first use.</param>
/// <param name="findClient">The client of a provider by its name.</param>
/// <param name="protection">Encrypts tokens.</param>
/// <param name="refreshes">Lets one request at a time refresh the tokens of an account.</param>
internal sealed class UserOAuth<TUser, TId>(
    Lazy<IOAuthAccountDatabase<TUser, TId>> accounts, Func<string, IOAuthClient?> findClient, Lazy<OAuthTokenProtection> protection, OAuthRefreshLocks refreshes)
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    public IOAuthAccountDatabase<TUser, TId> Accounts => accounts.Value;

    public OAuthTokenProtection Protection => protection.Value;

    public OAuthRefreshLocks Refreshes => refreshes;

    public bool HasClient(string name) => findClient(name) is not null;

    public IOAuthClient GetClient(string name) => findClient(name)
        ?? throw new InvalidOperationException($"No OAuth client '{name}'. Call AddOAuthClient(\"{name}\").");
}
