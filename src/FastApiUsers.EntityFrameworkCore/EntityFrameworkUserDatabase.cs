using System.Transactions;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// Users in a database of Entity Framework Core. It works on the context of the request, which it shares with the application:
/// what the application has pending there is stored along with a user. Only pending changes of the user itself are not: they are
/// made through the manager.
/// </summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
/// <param name="context">The context, whose model has called <c>UseFastApiUsers</c>.</param>
public sealed class EntityFrameworkUserDatabase<TUser, TId>(DbContext context) : IUserDatabase<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    // What takes a running transaction's work back on the users that it changed, last first.
    private Stack<Action>? _undo;

    private UserQueries<TUser, TId> Queries { get; } = UserQueries<TUser, TId>.Of(context);

    /// <inheritdoc/>
    public Task<TUser?> GetAsync(TId id, CancellationToken cancellationToken) =>
        StorableText.CanHold(context, id) ? Queries.ById.FindAsync(context, id, cancellationToken) : Task.FromResult<TUser?>(null);

    /// <inheritdoc/>
    public Task<TUser?> GetByEmailAsync(string email, CancellationToken cancellationToken) =>
        StorableText.CanHold(context, email) ? Queries.ByEmail(context, email, cancellationToken) : Task.FromResult<TUser?>(null);

    /// <inheritdoc/>
    public async Task CreateAsync(TUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var id = user.Id;
        var entry = context.Add(user);
        try
        {
            StorableText.Check(entry);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            _undo?.Push(() => SetId(user, id));
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
        var before = entry.CurrentValues.Clone();
        var stored = false;
        try
        {
            change(user);
            StorableText.Check(entry);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return stored = true;
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(conflict => ReferenceEquals(conflict.Entity, user)))
        {
            // Any other conflict is the application's own, which shares the context.
            entry.State = EntityState.Detached;
            return stored = before.GetValue<string>(nameof(IUser<>.HashedPassword)) != user.HashedPassword
                && await IsStoredAsync(user, cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException exception)
        {
            await ThrowIfTakenAsync(user, exception, cancellationToken).ConfigureAwait(false);
            throw;
        }
        finally
        {
            entry.State = EntityState.Detached;
            if (!stored)
                Restore(user, before);
            else
                _undo?.Push(() => Restore(user, before));
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
    public bool IsInTransaction => context.Database.CurrentTransaction is not null || Transaction.Current is not null;

    /// <inheritdoc/>
    public Task InTransactionAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_undo is not null)
            return work(cancellationToken);

        return Relational.InTransactionAsync(
            context,
            async token =>
            {
                _undo = [];
                await work(token).ConfigureAwait(false);
            },
            committed =>
            {
                // What is not stored is not so: when the work runs again it starts from what it started from.
                while (!committed && _undo?.TryPop(out var undo) == true)
                    undo();
                _undo = null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> FindHashNotStartingWithAsync(IReadOnlyCollection<string> prefixes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        var hashes = context.Set<TUser>().Select(user => user.HashedPassword).Where(hash => hash != "");

        // Not StartsWith: LIKE ignores the case of letters on SQLite. The length is asked for providers that run it in .NET.
        foreach (var prefix in prefixes)
            hashes = hashes.Where(hash => hash.Length < prefix.Length || hash.Substring(0, prefix.Length) != prefix);
        return hashes.FirstOrDefaultAsync(cancellationToken);
    }

    // The answer to a first try may have been lost after it was stored. The hash, with its salt, tells this user from any other.
    private async Task<bool> IsStoredAsync(TUser user, CancellationToken cancellationToken)
    {
        if (await GetByEmailAsync(user.Email, cancellationToken).ConfigureAwait(false) is not { } stored
            || stored.Email != user.Email || stored.HashedPassword != user.HashedPassword
            || (!stored.Id.Equals(user.Id) && !EqualityComparer<TId>.Default.Equals(user.Id, default)))
        {
            return false;
        }

        // An id that the database made was lost with the answer.
        SetId(user, stored.Id);
        return true;
    }

    // Each database has its own number for a unique index that is hurt; whether the address is taken is a question that all answer.
    private async Task ThrowIfTakenAsync(TUser user, DbUpdateException exception, CancellationToken cancellationToken)
    {
        var owner = await GetByEmailAsync(user.Email, cancellationToken).ConfigureAwait(false);
        if (owner is not null && !owner.Id.Equals(user.Id))
            throw new UserAlreadyExistsException(innerException: exception);
    }

    // The user is not tracked by then, and stays so.
    private void Restore(TUser user, PropertyValues before) => context.Entry(user).CurrentValues.SetValues(before);

    private void SetId(TUser user, TId id) => context.Entry(user).Property(nameof(IUser<>.Id)).CurrentValue = id;
}
