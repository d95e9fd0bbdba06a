using FastApiUsers.EntityFrameworkCore.Model;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// The calls that only relational providers have, each beside what serves any other provider of Entity Framework Core. The rest of
/// the adapter is the same for all.
/// </summary>
internal static class Relational
{
    /// <summary>Removes what a query finds; with another provider by reading it first.</summary>
    public static async Task<int> DeleteAsync<TEntity>(DbContext context, IQueryable<TEntity> rows, CancellationToken cancellationToken)
        where TEntity : class
    {
        if (context.Database.IsRelational())
            return await rows.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);

        var found = await rows.AsTracking().ToListAsync(cancellationToken).ConfigureAwait(false);
        context.RemoveRange(found);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return found.Count;
    }

    /// <summary>
    /// Changes what a query finds, in one statement that judges each row as it is by then; with another provider by reading it first,
    /// where a row whose concurrency tokens changed meanwhile is left alone.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="set">The change as a statement.</param>
    /// <param name="change">The same change to a row that was read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many rows were changed.</returns>
    public static async Task<int> UpdateAsync<TEntity>(
        DbContext context, IQueryable<TEntity> rows, Action<UpdateSettersBuilder<TEntity>> set, Action<TEntity> change, CancellationToken cancellationToken)
        where TEntity : class
    {
        if (context.Database.IsRelational())
            return await rows.ExecuteUpdateAsync(set, cancellationToken).ConfigureAwait(false);

        var changed = 0;
        foreach (var row in await rows.AsTracking().ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            change(row);
            try
            {
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                changed++;
            }
            catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(conflict => ReferenceEquals(conflict.Entity, row)))
            {
            }
            finally
            {
                context.Entry(row).State = EntityState.Detached;
            }
        }

        return changed;
    }

    /// <summary>Runs work in a transaction, or in the one that there is; with another provider without one, since few have them.</summary>
    /// <param name="context">The context.</param>
    /// <param name="work">The work, which runs again where the context's execution strategy tries again.</param>
    /// <param name="ended">Runs after each try: whether it was committed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task InTransactionAsync(
        DbContext context, Func<CancellationToken, Task> work, Action<bool> ended, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is not null || !context.Database.IsRelational())
        {
            // Whoever began the transaction decides what becomes of it; without one what is done stays done.
            var done = false;
            try
            {
                await work(cancellationToken).ConfigureAwait(false);
                done = true;
            }
            finally
            {
                ended(done || !context.Database.IsRelational());
            }

            return;
        }

        await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                var committed = false;
                try
                {
                    await using var transaction = await context.Database.BeginTransactionAsync(token).ConfigureAwait(false);
                    await work(token).ConfigureAwait(false);
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    committed = true;
                }
                finally
                {
                    ended(committed);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The query for a user by e-mail address whatever the case of its letters, by an index that the database has: SQLite's has a
    /// collation, PostgreSQL's is on <c>lower(email)</c>. Where a database of old holds an address in several cases, the one of
    /// exactly this case comes first.
    /// </summary>
    public static Func<DbContext, string, CancellationToken, Task<TUser?>> CompileByEmail<TUser, TId>(DbContext context)
        where TUser : class, IUser<TId>
        where TId : IParsable<TId>, IEquatable<TId>
    {
        if (context.Database.ProviderName == SqliteStorage.ProviderName)
        {
            // The collation is named, so that a table that the original made is searched alike.
            return EF.CompileAsyncQuery((DbContext db, string email, CancellationToken _) => db.Set<TUser>().AsNoTracking()
                .Where(user => EF.Functions.Collate(user.Email, SqliteStorage.CaseInsensitive) == email)
                .OrderByDescending(user => EF.Functions.Collate(user.Email, "BINARY") == email)
                .FirstOrDefault());
        }

#pragma warning disable CA1304, CA1311, CA1862 // The database folds the letters.
        return EF.CompileAsyncQuery((DbContext db, string email, CancellationToken _) => db.Set<TUser>().AsNoTracking()
            .Where(user => user.Email.ToLower() == email.ToLower())
            .OrderByDescending(user => user.Email == email)
            .FirstOrDefault());
#pragma warning restore CA1304, CA1311, CA1862
    }
}
