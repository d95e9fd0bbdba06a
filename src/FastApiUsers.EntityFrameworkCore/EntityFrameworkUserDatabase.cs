using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// Users in a database of Entity Framework Core. It works on the context of the request, which it shares with the application:
/// what the application has pending there is stored along with a user.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
/// <param name="context">The context, whose model has called <c>UseFastApiUsers</c>.</param>
public sealed class EntityFrameworkUserDatabase<TUser, TId>(DbContext context) : IUserDatabase<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private UserQueries<TUser, TId> Queries { get; } = UserQueries<TUser, TId>.Of(context);

    /// <inheritdoc/>
    public Task<TUser?> GetAsync(TId id, CancellationToken cancellationToken) => Queries.ById(context, id, cancellationToken);

    /// <inheritdoc/>
    public Task<TUser?> GetByEmailAsync(string email, CancellationToken cancellationToken) => Queries.ByEmail(context, email, cancellationToken);

    /// <inheritdoc/>
    public async Task CreateAsync(TUser user, CancellationToken cancellationToken)
    {
        var entry = context.Add(user);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException exception)
        {
            entry.State = EntityState.Detached;
            if (!await IsStoredAsync(user, cancellationToken).ConfigureAwait(false))
            {
                await ThrowIfTakenAsync(user, exception, cancellationToken).ConfigureAwait(false);
                throw;
            }
        }
        finally
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateAsync(TUser user, Action<TUser> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(change);

        // Another instance of this user that the application loaded steps aside: what is stored is decided by this one.
        if (context.Set<TUser>().Local.FindEntry(user.Id) is { } other)
            other.State = EntityState.Detached;
        var entry = context.Entry(user);
        entry.State = EntityState.Unchanged;
        var stored = false;
        try
        {
            change(user);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return stored = true;
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(conflict => ReferenceEquals(conflict.Entity, user)))
        {
            // Any other conflict is the application's own, which shares the context.
            return false;
        }
        catch (DbUpdateException exception)
        {
            await ThrowIfTakenAsync(user, exception, cancellationToken).ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (!stored)
                Restore(entry);
            entry.State = EntityState.Detached;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var id = user.Id;
        return Relational.DeleteAsync(context, context.Set<TUser>().Where(stored => stored.Id.Equals(id)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Relational.InTransactionAsync(context, work, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> FindHashNotStartingWithAsync(IReadOnlyCollection<string> prefixes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        var hashes = context.Set<TUser>().Select(user => user.HashedPassword).Where(hash => hash != "");
        foreach (var prefix in prefixes)
#pragma warning disable CA1310 // The database compares.
            hashes = hashes.Where(hash => !hash.StartsWith(prefix));
#pragma warning restore CA1310
        return hashes.FirstOrDefaultAsync(cancellationToken);
    }

    // The answer to a first try may have been lost after it was stored. The hash, with its salt, tells this user from any other.
    private async Task<bool> IsStoredAsync(TUser user, CancellationToken cancellationToken) =>
        await GetAsync(user.Id, cancellationToken).ConfigureAwait(false) is { } stored
        && stored.Email == user.Email && stored.HashedPassword == user.HashedPassword;

    // Each database has its own number for a unique index that is hurt; whether the address is taken is a question that all answer.
    private async Task ThrowIfTakenAsync(TUser user, DbUpdateException exception, CancellationToken cancellationToken)
    {
        var owner = await GetByEmailAsync(user.Email, cancellationToken).ConfigureAwait(false);
        if (owner is not null && !owner.Id.Equals(user.Id))
            throw new UserAlreadyExistsException(innerException: exception);
    }

    private static void Restore(EntityEntry<TUser> entry) => entry.CurrentValues.SetValues(entry.OriginalValues);
}
