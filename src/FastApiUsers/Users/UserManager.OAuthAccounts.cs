using FastApiUsers.OAuth;

namespace FastApiUsers.Users;

// The accounts at providers of OAuth that a user has, and their tokens.
public partial class UserManager<TUser, TId>
{
    // RFC 6749 section 5.2: the refresh token is used up, expired or revoked. Any other refusal is the application's own matter.
    private const string InvalidGrant = "invalid_grant";

    // A token that ends while it is on its way is of no use.
    private static readonly TimeSpan OAuthTokenMargin = TimeSpan.FromMinutes(1);

    /// <summary>The accounts of a user, by provider. Their tokens are read as they are, not as they are stored; a token that cannot be decrypted is empty.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual async Task<IReadOnlyList<IOAuthAccount<TId>>> GetOAuthAccountsAsync(TUser user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return [.. (await ListOAuthAccountsAsync(user, cancellationToken).ConfigureAwait(false))
            .Select(account => new RevealedOAuthAccount<TId>(account, OAuth.Protection))];
    }

    /// <summary>Whether a user has a password; not one whom a provider has signed up. Users whom FastAPI Users has stored count as having one.</summary>
    /// <param name="user">The user.</param>
    public virtual bool HasPassword(TUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return !NoPassword.Is(user.HashedPassword);
    }

    /// <summary>Takes an account from a user, who no longer signs in with it.</summary>
    /// <param name="user">The user.</param>
    /// <param name="accountId">The id of the account here, not at the provider.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before it is stored.</param>
    /// <returns>Whether the user had such an account.</returns>
    /// <exception cref="LastSignInMethodException">The user has no password and no other account of a provider that is configured.</exception>
    public virtual async Task<bool> RemoveOAuthAccountAsync(
        TUser user, TId accountId, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);

        var accounts = await ListOAuthAccountsAsync(user, cancellationToken).ConfigureAwait(false);
        if (accounts.Find(account => account.Id.Equals(accountId)) is not { } removed)
            return false;
        if (!CanSignIn(user, accounts.Except([removed])))
            throw new LastSignInMethodException();

        await OAuth.Accounts.RemoveAsync(removed, cancellationToken).ConfigureAwait(false);

        // Of two requests at once each may have counted on the account that the other took.
        if (!CanSignIn(user, await ListOAuthAccountsAsync(user, CancellationToken.None).ConfigureAwait(false)))
        {
            await RestoreAsync(user, removed).ConfigureAwait(false);
            throw new LastSignInMethodException();
        }

        await RunAsync(nameof(OnAfterUpdateAsync), () => OnAfterUpdateAsync(user, new Dictionary<string, object?>(), context ?? UserEventContext.None)).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// An access token of a provider for a user, good for a minute at least where the provider says how long its tokens are; one that
    /// has expired is refreshed first and stored.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="oauthName">The name of the provider: <c>google</c>.</param>
    /// <param name="cancellationToken">Stops it before the provider is asked.</param>
    /// <returns>The token; or <see langword="null"/> where the user has no account there, or has to sign in with it anew.</returns>
    /// <exception cref="OAuthException">The provider does not answer, or refuses the application itself.</exception>
    /// <exception cref="InvalidOperationException">There is no client of this name.</exception>
    public virtual async Task<string?> GetAccessTokenAsync(TUser user, string oauthName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(oauthName);

        var client = OAuth.GetClient(oauthName);
        if (await FindOAuthAccountAsync(user, oauthName, cancellationToken).ConfigureAwait(false) is not { } account)
            return null;
        if (!IsExpiring(account))
            return OAuth.Protection.Reveal(account.AccessToken);

        var turn = OAuth.Refreshes.Of(account.Id);
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RefreshOAuthTokenAsync(user, client, oauthName).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string?> RefreshOAuthTokenAsync(TUser user, IOAuthClient client, string oauthName)
    {
        // Another request may have done it meanwhile.
        if (await FindOAuthAccountAsync(user, oauthName, CancellationToken.None).ConfigureAwait(false) is not { } account)
            return null;
        if (!IsExpiring(account))
            return OAuth.Protection.Reveal(account.AccessToken);
        if (OAuth.Protection.Reveal(account.RefreshToken) is not { } refreshToken)
            return null;

        OAuthToken token;
        try
        {
            // Whoever hangs up must not keep a refresh token from being stored that the provider has made.
            token = await client.RefreshTokenAsync(refreshToken, CancellationToken.None).ConfigureAwait(false);
        }
        catch (NotSupportedException)
        {
            return null;
        }
        catch (OAuthException exception) when (exception is { Kind: OAuthFailure.Refused, Error: InvalidGrant })
        {
            // Another node may have used it up, and stored what came of it.
            return await FindOAuthAccountAsync(user, oauthName, CancellationToken.None).ConfigureAwait(false) is { } now && !IsExpiring(now)
                ? OAuth.Protection.Reveal(now.AccessToken)
                : null;
        }

        var refreshed = OAuth.Protection.Protect(DataOf(account) with
        {
            AccessToken = token.AccessToken,
            ExpiresAt = token.ExpiresAt?.ToUnixTimeSeconds(),
            RefreshToken = token.RefreshToken ?? refreshToken,
        });
        await OAuth.Accounts.UpdateAsync(account, refreshed, CancellationToken.None).ConfigureAwait(false);
        return token.AccessToken;
    }

    private async Task RestoreAsync(TUser user, IOAuthAccount<TId> removed)
    {
        try
        {
            await OAuth.Accounts.AddAsync(user.Id, DataOf(removed), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OAuthAccountAlreadyExistsException or UserNotExistsException)
        {
            // It was connected anew meanwhile, or the user is gone.
        }
    }

    private bool CanSignIn(TUser user, IEnumerable<IOAuthAccount<TId>> accounts) =>
        HasPassword(user) || accounts.Any(account => OAuth.HasClient(account.OAuthName));

    private bool IsExpiring(IOAuthAccount<TId> account) =>
        account.ExpiresAt is { } seconds && seconds <= services.Time.GetUtcNow().Add(OAuthTokenMargin).ToUnixTimeSeconds();

    private async Task<IOAuthAccount<TId>?> FindOAuthAccountAsync(TUser user, string oauthName, CancellationToken cancellationToken) =>
        (await ListOAuthAccountsAsync(user, cancellationToken).ConfigureAwait(false)).Find(account => account.OAuthName == oauthName);

    private async Task<List<IOAuthAccount<TId>>> ListOAuthAccountsAsync(TUser user, CancellationToken cancellationToken) =>
        [.. (await OAuth.Accounts.ListAsync(user.Id, cancellationToken).ConfigureAwait(false))
            .OrderBy(account => account.OAuthName, StringComparer.Ordinal).ThenBy(account => account.AccountId, StringComparer.Ordinal)];

    private static OAuthAccountData DataOf(IOAuthAccount<TId> account) => new()
    {
        OAuthName = account.OAuthName,
        AccessToken = account.AccessToken,
        ExpiresAt = account.ExpiresAt,
        RefreshToken = account.RefreshToken,
        AccountId = account.AccountId,
        AccountEmail = account.AccountEmail,
    };
}
