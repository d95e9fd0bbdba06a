using System.Reflection;
using System.Text;
using FastApiUsers.Emails;
using FastApiUsers.PasswordPolicy;
using FastApiUsers.Passwords;
using FastApiUsers.Schemas;
using FastApiUsers.Settings;

namespace FastApiUsers.Users;

/// <summary>
/// The rules of user management, and the one class that an application overrides: its hooks (<c>OnAfter…</c>, <c>OnBefore…</c>),
/// its password rule (<see cref="ValidatePasswordAsync"/>), and any operation.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
/// <param name="services">What it works with; take it in your constructor and hand it on.</param>
public partial class UserManager<TUser, TId>(UserManagerServices<TUser, TId> services)
    where TUser : class, IUser<TId>, new()
    where TId : IParsable<TId>, IEquatable<TId>
{
    private static readonly PropertyInfo[] Texts = [.. typeof(TUser).GetProperties()
        .Where(property => property.PropertyType == typeof(string) && property.CanRead && property.GetIndexParameters().Length == 0
            && property.Name is not (nameof(IUser<>.Id) or nameof(IUser<>.Email) or nameof(IUser<>.HashedPassword)))];

    /// <summary>Where users are kept.</summary>
    protected IUserDatabase<TUser, TId> Database => services.Database;

    /// <summary>Hashes and checks passwords.</summary>
    protected IPasswordHelper Passwords => services.Passwords;

    /// <summary>The settings of this kind of users.</summary>
    protected internal FastApiUsersOptions Options => services.Options;

    /// <summary>Reads an id from a text.</summary>
    /// <exception cref="InvalidIdException">The text is not an id.</exception>
    public virtual TId ParseId(string? value) => UserIdParser.TryParse<TId>(value, out var id) ? id : throw new InvalidIdException();

    /// <summary>The user with this id.</summary>
    /// <exception cref="UserNotExistsException">There is none.</exception>
    public virtual async Task<TUser> GetAsync(TId id, CancellationToken cancellationToken = default) =>
        await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new UserNotExistsException();

    /// <summary>The user with this id, or <see langword="null"/>: for those to whom a missing user is an ordinary answer.</summary>
    public virtual Task<TUser?> FindAsync(TId id, CancellationToken cancellationToken = default) => Database.GetAsync(id, cancellationToken);

    /// <summary>The user whose id a path names, or <see langword="null"/>.</summary>
    internal async Task<TUser?> FindByTextAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(ParseId(id), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidIdException)
        {
            return null;
        }
    }

    /// <summary>The user with this e-mail address, whatever the case of its letters.</summary>
    /// <exception cref="UserNotExistsException">There is none.</exception>
    public virtual async Task<TUser> GetByEmailAsync(string email, CancellationToken cancellationToken = default) =>
        await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false) ?? throw new UserNotExistsException();

    /// <summary>Creates a user.</summary>
    /// <param name="create">The new user.</param>
    /// <param name="safe">Whether what only a superuser may set is ignored, as for a registration by anybody.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before the user is stored.</param>
    /// <exception cref="ArgumentException">The e-mail address is not one.</exception>
    /// <exception cref="InvalidPasswordException">The password is not accepted.</exception>
    /// <exception cref="UserAlreadyExistsException">The e-mail address is taken.</exception>
    public virtual async Task<TUser> CreateAsync(
        BaseUserCreate create, bool safe = false, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        var email = Normalize(create.Email);
        var user = new TUser { Email = email };
        foreach (var pair in SchemaMapper.Between(create.GetType(), typeof(TUser)).Allowed(create, safe))
            pair.Copy(create, user);

        await ValidateAsync(create.Password, user, SubjectOf(user), cancellationToken).ConfigureAwait(false);
        if (await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false) is not null)
            throw new UserAlreadyExistsException();

        user.HashedPassword = await HashAsync(create.Password, cancellationToken).ConfigureAwait(false);
        await Database.CreateAsync(user, cancellationToken).ConfigureAwait(false);

        Log.UserRegistered(services.Logger, user.Id);
        await RunAsync(nameof(OnAfterRegisterAsync), () => OnAfterRegisterAsync(user, context ?? UserEventContext.None)).ConfigureAwait(false);
        return user;
    }

    /// <summary>
    /// Changes a user: what the schema names and nothing else. A new e-mail address has to be verified anew. Where the user has sessions,
    /// a new password and a deactivation end them; a new e-mail address does where the update is not safe, since then it is not the
    /// user's own doing.
    /// </summary>
    /// <param name="update">The changes.</param>
    /// <param name="user">The user.</param>
    /// <param name="safe">Whether what only a superuser may set is ignored, as for a user who changes the own account.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before the change is stored.</param>
    /// <exception cref="ArgumentException">The new e-mail address is not one.</exception>
    /// <exception cref="InvalidPasswordException">The new password is not accepted.</exception>
    /// <exception cref="UserAlreadyExistsException">The new e-mail address is taken.</exception>
    /// <exception cref="UserNotExistsException">The user was deleted meanwhile.</exception>
    /// <exception cref="UserChangedException">A safe update by a user whose password changed, or who was deactivated, meanwhile.</exception>
    public virtual async Task<TUser> UpdateAsync(
        BaseUserUpdate update, TUser user, bool safe = false, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(user);

        var email = update.IsGiven(nameof(update.Email)) && update.Email is not null ? Normalize(update.Email) : null;
        var given = SchemaMapper.Between(update.GetType(), typeof(TUser)).Allowed(update, safe).ToList();
        var (password, isActive) = (user.HashedPassword, user.IsActive);

        // What memory lacks would look unchanged, and not be stored where it is what the update asks for.
        user = await FindCurrentAsync(user, cancellationToken).ConfigureAwait(false) ?? throw new UserNotExistsException();
        string? hashed = null;
        if (update.Password is not null)
        {
            // By what the user is to be, so that a new name does not make a new password.
            var subject = new PasswordSubject(email ?? user.Email, [.. WordsOf(user), .. given.Select(pair => pair.GetValue(update)).OfType<string>()]);
            await ValidateAsync(update.Password, user, subject, cancellationToken).ConfigureAwait(false);
            hashed = await HashAsync(update.Password, cancellationToken).ConfigureAwait(false);
        }

        var revocation = new Revocation(context, Kept: safe && Sessions is { Options.KeepCurrentOnPasswordChange: true } ? context?.SessionId : null, ByNewEmail: !safe);
        user = await StoreAsync(
            user,
            revocation,
            async current =>
            {
                // A user changes the own account by what they signed in with. Where that no longer holds, a stolen session must
                // not win against the reset that ends it.
                if (safe && (current.HashedPassword != password || current.IsActive != isActive))
                    throw new UserChangedException();

                var isNewAddress = email is not null && await IsNewAddressAsync(current, email, cancellationToken).ConfigureAwait(false);
                return changed =>
                {
                    if (hashed is not null)
                        changed.HashedPassword = hashed;
                    if (email is not null)
                        changed.Email = email;
                    if (isNewAddress)
                        changed.IsVerified = false;
                    given.ForEach(pair => pair.Copy(update, changed));
                };
            },
            cancellationToken).ConfigureAwait(false);

        await RunAsync(nameof(OnAfterUpdateAsync), () => OnAfterUpdateAsync(user, ChangesOf(update, given), context ?? UserEventContext.None))
            .ConfigureAwait(false);
        return user;
    }

    /// <summary>
    /// Deletes a user with its tokens and all that belongs to it, in one transaction; where there are sessions, they end in it, and
    /// tokens in other stores are removed after it.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="context">What led to it.</param>
    /// <param name="cancellationToken">Stops it before the user is deleted.</param>
    public virtual async Task DeleteAsync(TUser user, UserEventContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        context ??= UserEventContext.None;

        await OnBeforeDeleteAsync(user, context).ConfigureAwait(false);
        var revocation = new Revocation(context);
        await Database.InTransactionAsync(
            async token =>
            {
                // The user first, as a change of the user does: in another order the two would wait for each other. Sessions in the
                // same database go with the user, so which there are is asked before.
                if (Sessions is not null)
                    revocation.Ended.UnionWith((await Sessions.ListAsync(user.Id, token).ConfigureAwait(false)).Select(session => session.Id));
                await Database.DeleteAsync(user, token).ConfigureAwait(false);
                await RevokeTokensAsync(user, revocation, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        if (Sessions is not null)
            await RemoveTokensAsync(user, revocation).ConfigureAwait(false);

        Log.UserDeleted(services.Logger, user.Id);
        await RunAsync(nameof(OnAfterDeleteAsync), () => OnAfterDeleteAsync(user, context)).ConfigureAwait(false);
    }

    /// <summary>The password rule. Override it to add your own.</summary>
    /// <param name="password">The new password.</param>
    /// <param name="user">The user whose password it becomes; a new one has no id yet.</param>
    /// <exception cref="InvalidPasswordException">The password is not accepted.</exception>
    protected virtual Task ValidatePasswordAsync(string password, TUser user) => Task.CompletedTask;

    private async Task ValidateAsync(string password, TUser user, PasswordSubject subject, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(password) > Options.MaximumPasswordBytes)
            throw new InvalidPasswordException($"Password should be at most {Options.MaximumPasswordBytes} bytes");

        if (services.PasswordRules?.Invoke() is { } rules
            && await rules.ValidateAsync(password, subject, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new InvalidPasswordException(reason);
        }

        await ValidatePasswordAsync(password, user).ConfigureAwait(false);
    }

    private static PasswordSubject SubjectOf(TUser user) => new(user.Email, WordsOf(user));

    // The application's own texts of a user, such as names.
    private static List<string> WordsOf(TUser user) =>
        [.. Texts.Select(property => (string?)property.GetValue(user)).OfType<string>()];

    private static string Normalize(string email) => EmailAddress.TryNormalize(email, out var normalized, out var reason)
        ? normalized
        : throw new ArgumentException($"The e-mail address is not one. {reason}", nameof(email));

    private async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        try
        {
            return await Passwords.HashAsync(password, cancellationToken).ConfigureAwait(false);
        }
        catch (PasswordNotHashableException)
        {
            // Where only bcrypt is configured, which holds 72 bytes and no NUL.
            throw new InvalidPasswordException("Password is too long or has a character that cannot be stored");
        }
    }

    /// <returns>Whether the address has to be verified anew: not where only the case of letters changes.</returns>
    private async Task<bool> IsNewAddressAsync(TUser user, string email, CancellationToken cancellationToken)
    {
        if (email == user.Email)
            return false;

        var owner = await Database.GetByEmailAsync(email, cancellationToken).ConfigureAwait(false);
        if (owner is null)
            return true;
        if (!owner.Id.Equals(user.Id) || !Options.AllowEmailCaseChange)
            throw new UserAlreadyExistsException();
        return false;
    }

    /// <summary>
    /// Stores a change, deciding anew as long as somebody else changes the user first. Each turn that is lost is one that another
    /// request won, so this ends.
    /// </summary>
    private async Task<TUser> StoreAsync(TUser user, Revocation revocation, Func<TUser, Task<Action<TUser>>> decide, CancellationToken cancellationToken)
    {
        var turns = new LostTurns<TId>();
        while (true)
        {
            var change = await decide(user).ConfigureAwait(false);
            var (hashedPassword, email, isActive) = (user.HashedPassword, user.Email, user.IsActive);
            bool stored = false, endsTokens = false;
            await Database.InTransactionAsync(
                async token =>
                {
                    stored = await Database.UpdateAsync(user, change, token).ConfigureAwait(false);
                    endsTokens = stored && Options.EndTokensOnPasswordChange
                        && (hashedPassword != user.HashedPassword || (isActive && !user.IsActive) || (revocation.ByNewEmail && Sessions is not null && IsOther(email, user.Email)));
                    if (endsTokens)
                        await RevokeTokensAsync(user, revocation, token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            if (stored)
            {
                if (endsTokens)
                    await RevokeLateTokensAsync(user, revocation).ConfigureAwait(false);
                if (hashedPassword != user.HashedPassword)
                    Log.PasswordChanged(services.Logger, user.Id);
                return user;
            }

            var now = await GetAsync(user.Id, cancellationToken).ConfigureAwait(false);
            turns.Add(user, now);
            user = now;
        }
    }

    private static bool IsOther(string email, string newEmail) => !string.Equals(email, newEmail, StringComparison.OrdinalIgnoreCase);

    // A sign-in that overlaps the transaction may store its token after the first pass and still see the old password when it
    // looks again. One that looks after the commit sees the new one and ends its token itself.
    private async Task RevokeLateTokensAsync(TUser user, Revocation revocation)
    {
        try
        {
            await RevokeTokensAsync(user, revocation, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The change is stored, and the tokens of before it are ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.LateTokensNotEnded(services.Logger, user.Id, exception);
        }

        if (Sessions is not null)
            await AfterRevokeAsync(user, revocation).ConfigureAwait(false);
    }

    // Where there are sessions, their end is what counts: tokens are removed after it is stored, since a store of tokens that does not
    // answer must not keep a session alive.
    private async Task RevokeTokensAsync(TUser user, Revocation revocation, CancellationToken cancellationToken)
    {
        if (Sessions is not null)
        {
            revocation.Ended.UnionWith(await Sessions.EndAllAsync(user.Id, revocation.Kept, cancellationToken).ConfigureAwait(false));
            return;
        }

        foreach (var revoker in services.Revokers)
            await revoker.RevokeAllAsync(user, cancellationToken).ConfigureAwait(false);
    }

    private static Dictionary<string, object?> ChangesOf(BaseUserUpdate update, IEnumerable<SchemaMapper.Pair> pairs)
    {
        var changes = new Dictionary<string, object?>();
        if (update.IsGiven(nameof(update.Password)))
            changes[nameof(update.Password)] = null;
        if (update.IsGiven(nameof(update.Email)))
            changes[nameof(update.Email)] = update.Email;
        foreach (var pair in pairs)
            changes[pair.Name] = pair.GetValue(update);
        return changes;
    }
}
