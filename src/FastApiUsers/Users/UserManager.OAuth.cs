using System.Text.Json;
using FastApiUsers.Emails;

namespace FastApiUsers.Users;

// Signing in by a provider of OAuth, and connecting an account.
public partial class UserManager<TUser, TId>
{
    // Each turn that is lost is one that another request won with the same account or address, so there are not many.
    private const int MaximumOAuthTurns = 10;

    private UserOAuth<TUser, TId> OAuth => field ??= services.OAuth?.Invoke()
        ?? throw new InvalidOperationException("This manager was made without accounts of providers. Let the services make it.");

    /// <summary>The user whose account at a provider this is.</summary>
    /// <param name="oauthName">The name of the provider: <c>google</c>.</param>
    /// <param name="accountId">The id of the account at the provider.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UserNotExistsException">There is none.</exception>
    public virtual async Task<TUser> GetByOAuthAccountAsync(string oauthName, string accountId, CancellationToken cancellationToken = default) =>
        await OAuth.Accounts.GetUserAsync(oauthName, accountId, cancellationToken).ConfigureAwait(false) ?? throw new UserNotExistsException();

    /// <summary>
    /// The user of an account at a provider: the one that it belongs to, whose stored tokens it replaces; or, where the rules allow it,
    /// the one who has its e-mail address, with whom it is joined; or else a new one. Of many requests at once all get the same user.
    /// Joined with a user whose own address nobody has verified, who may be somebody else, it ends what that one could sign in with:
    /// the password, other accounts, sessions. An inactive user is joined with nothing.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="rules">What it may do; by default it is joined with nobody.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <returns>The user, who may be inactive.</returns>
    /// <exception cref="ArgumentException">The e-mail address is not one.</exception>
    /// <exception cref="UserAlreadyExistsException">Another user has the e-mail address.</exception>
    /// <exception cref="ValueNotStorableException">The id or the address is too long to be stored.</exception>
    public virtual async Task<TUser> OAuthCallbackAsync(
        OAuthAccountData account, OAuthCallbackRules? rules = null, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        account = Normalize(account);
        for (var turn = 0; turn < MaximumOAuthTurns; turn++)
        {
            if (await TrySignInAsync(account, rules ?? OAuthCallbackRules.Default, context ?? UserEventContext.None, cancellationToken).ConfigureAwait(false) is { } user)
                return user;
        }

        throw new UserAlreadyExistsException();
    }

    /// <summary>Gives a signed-in user an account to sign in with. One that they have already gets its new tokens.</summary>
    /// <param name="user">The user.</param>
    /// <param name="account">The account.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <exception cref="ArgumentException">The e-mail address is not one.</exception>
    /// <exception cref="OAuthAccountAlreadyExistsException">The account belongs to another user.</exception>
    /// <exception cref="UserNotExistsException">The user was deleted or deactivated, or got another password, meanwhile.</exception>
    /// <exception cref="ValueNotStorableException">The id or the address is too long to be stored.</exception>
    public virtual async Task<TUser> OAuthAssociateCallbackAsync(
        TUser user, OAuthAccountData account, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);

        account = Normalize(account);
        for (var turn = 0; !await TryAssociateAsync(user, account, cancellationToken).ConfigureAwait(false); turn++)
        {
            if (turn == MaximumOAuthTurns)
                throw new OAuthAccountAlreadyExistsException();
        }

        await RunAsync(nameof(OnAfterUpdateAsync), () => OnAfterUpdateAsync(user, new Dictionary<string, object?>(), context ?? UserEventContext.None)).ConfigureAwait(false);
        return user;
    }

    /// <summary>
    /// Takes from a provider's profile what the application keeps of a person: a name, a picture. It runs before a new user is stored,
    /// and at each later sign-in by the provider, when what it changes is stored. Whatever a profile says may be a lie, and the e-mail address
    /// is not to be taken here. By default it does nothing.
    /// </summary>
    /// <param name="user">The user; a new one has no id yet.</param>
    /// <param name="oauthName">The name of the provider.</param>
    /// <param name="profile">All that the provider says: the claims of the id token, the user info or its own profile.</param>
    protected internal virtual void SynchronizeProfile(TUser user, string oauthName, JsonElement profile)
    {
    }

    private static OAuthAccountData Normalize(OAuthAccountData account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return EmailAddress.TryNormalizeOfProvider(account.AccountEmail, out var email)
            ? account with { AccountEmail = email }
            : throw new ArgumentException("The e-mail address of the account is not one.", nameof(account));
    }

    // Null: another request was first with this account or this address.
    private async Task<TUser?> TrySignInAsync(
        OAuthAccountData account, OAuthCallbackRules rules, UserEventContext context, CancellationToken cancellationToken)
    {
        if (await OAuth.Accounts.GetUserAsync(account.OAuthName, account.AccountId, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return await TryUpdateOAuthAccountAsync(known, account, cancellationToken).ConfigureAwait(false)
                && await TrySynchronizeAsync(known, account, rules, cancellationToken).ConfigureAwait(false) ? known : null;
        }

        if (await Database.GetByEmailAsync(account.AccountEmail, cancellationToken).ConfigureAwait(false) is not { } owner)
            return await TryCreateAsync(account, rules, context, cancellationToken).ConfigureAwait(false);

        // Another request may have stored this account, with the user whom the address has found, since it was looked for.
        if (await OAuth.Accounts.GetUserAsync(account.OAuthName, account.AccountId, cancellationToken).ConfigureAwait(false) is not null)
            return null;
        if (!rules.AssociateByEmail || !rules.IsEmailVerified)
            throw new UserAlreadyExistsException();
        if (!owner.IsActive)
            return owner;

        return await TryJoinAsync(owner, account, context, cancellationToken).ConfigureAwait(false)
            && await TrySynchronizeAsync(owner, account, rules, cancellationToken).ConfigureAwait(false) ? owner : null;
    }

    private async Task<TUser?> TryCreateAsync(
        OAuthAccountData account, OAuthCallbackRules rules, UserEventContext context, CancellationToken cancellationToken)
    {
        var user = new TUser { Email = account.AccountEmail, HashedPassword = NoPassword.CreateHash(), IsVerified = rules.IsVerifiedByDefault && rules.IsEmailVerified };
        if (rules.HasProfile)
            SynchronizeProfile(user, account.OAuthName, rules.Profile);

        try
        {
            await Database.InTransactionAsync(
                async token =>
                {
                    await Database.CreateAsync(user, token).ConfigureAwait(false);
                    await OAuth.Accounts.AddAsync(user.Id, OAuth.Protection.Protect(account), token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is UserAlreadyExistsException or OAuthAccountAlreadyExistsException)
        {
            return null;
        }

        Log.UserRegistered(services.Logger, user.Id);
        await RunAsync(nameof(OnAfterRegisterAsync), () => OnAfterRegisterAsync(user, context)).ConfigureAwait(false);
        return user;
    }

    private async Task<bool> TryJoinAsync(TUser owner, OAuthAccountData account, UserEventContext context, CancellationToken cancellationToken)
    {
        var revocation = new Revocation(context);
        var (joined, takesOver) = (false, !owner.IsVerified);
        try
        {
            await Database.InTransactionAsync(
                async token =>
                {
                    joined = false;
                    if (takesOver && !await TakeOverAsync(owner, revocation, token).ConfigureAwait(false))
                        return;
                    await OAuth.Accounts.AddAsync(owner.Id, OAuth.Protection.Protect(account), token).ConfigureAwait(false);
                    joined = true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OAuthAccountAlreadyExistsException or UserNotExistsException)
        {
            return false;
        }

        // Once more: a request that was signed in before may have connected an account, or been given a token, meanwhile. One that looks
        // from now on sees the change.
        if (joined && takesOver)
        {
            await RemoveOAuthAccountsAsync(owner, account, CancellationToken.None).ConfigureAwait(false);
            await RevokeLateTokensAsync(owner, revocation).ConfigureAwait(false);
        }

        return joined;
    }

    // Whoever registered an address that is not theirs must have no way left into the account of its owner.
    private async Task<bool> TakeOverAsync(TUser owner, Revocation revocation, CancellationToken cancellationToken)
    {
        var hash = NoPassword.CreateHash();
        var stored = await Database.UpdateAsync(
            owner,
            changed =>
            {
                changed.HashedPassword = hash;
                changed.IsVerified = Options.VerifyJoinedUsers;
            },
            cancellationToken).ConfigureAwait(false);
        if (!stored)
            return false;

        await RemoveOAuthAccountsAsync(owner, except: null, cancellationToken).ConfigureAwait(false);
        await RevokeTokensAsync(owner, revocation, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task RemoveOAuthAccountsAsync(TUser user, OAuthAccountData? except, CancellationToken cancellationToken)
    {
        foreach (var account in await OAuth.Accounts.ListAsync(user.Id, cancellationToken).ConfigureAwait(false))
        {
            if (account.OAuthName != except?.OAuthName || account.AccountId != except.AccountId)
                await OAuth.Accounts.RemoveAsync(account, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TrySynchronizeAsync(TUser user, OAuthAccountData account, OAuthCallbackRules rules, CancellationToken cancellationToken)
    {
        if (!rules.HasProfile)
            return true;

        try
        {
            return await Database.UpdateAsync(user, changed => SynchronizeProfile(changed, account.OAuthName, rules.Profile), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The account is stored: a profile that cannot be taken over, or a hook that fails, keeps nobody out.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.HookFailed(services.Logger, nameof(SynchronizeProfile), exception);
            return true;
        }
    }

    private async Task<bool> TryAssociateAsync(TUser user, OAuthAccountData account, CancellationToken cancellationToken)
    {
        if (await OAuth.Accounts.GetUserAsync(account.OAuthName, account.AccountId, cancellationToken).ConfigureAwait(false) is { } owner)
        {
            return owner.Id.Equals(user.Id)
                ? await TryUpdateOAuthAccountAsync(user, account, cancellationToken).ConfigureAwait(false)
                : throw new OAuthAccountAlreadyExistsException();
        }

        IOAuthAccount<TId> added;
        try
        {
            added = await OAuth.Accounts.AddAsync(user.Id, OAuth.Protection.Protect(account), cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthAccountAlreadyExistsException)
        {
            return false;
        }

        // Whoever was signed in when the provider was asked may no longer be: the owner of the address has come, or the password is another.
        if (await FindAsync(user.Id, CancellationToken.None).ConfigureAwait(false) is { IsActive: true } current && current.HashedPassword == user.HashedPassword)
            return true;

        await OAuth.Accounts.RemoveAsync(added, CancellationToken.None).ConfigureAwait(false);
        throw new UserNotExistsException();
    }

    // False: the account is gone again.
    private async Task<bool> TryUpdateOAuthAccountAsync(TUser user, OAuthAccountData account, CancellationToken cancellationToken)
    {
        var accounts = await ListOAuthAccountsAsync(user, cancellationToken).ConfigureAwait(false);
        if (accounts.Find(stored => stored.OAuthName == account.OAuthName && stored.AccountId == account.AccountId) is not { } stored)
            return false;

        var data = OAuth.Protection.Protect(account);
        if (account.RefreshToken is null && Options.KeepOAuthRefreshTokens)
            data = data with { RefreshToken = stored.RefreshToken };
        return await OAuth.Accounts.UpdateAsync(stored, data, cancellationToken).ConfigureAwait(false);
    }
}
