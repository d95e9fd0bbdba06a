using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Accounts at providers of OAuth in a database of Entity Framework Core.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the ids.</typeparam>
public sealed class EntityFrameworkOAuthAccountDatabase<TUser, TId> : IOAuthAccountDatabase<TUser, TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private readonly DbContext _context;

    /// <summary>Makes one.</summary>
    /// <param name="context">The context, whose model has called <c>UseFastApiUsers</c> and <c>UseFastApiUsersOAuth</c>.</param>
    /// <exception cref="InvalidOperationException">The model lacks the table.</exception>
    public EntityFrameworkOAuthAccountDatabase(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Model.FindEntityType(typeof(OAuthAccountRow<TUser, TId>)) is null)
        {
            throw new InvalidOperationException(
                $"{context.GetType().Name} has no table of OAuth accounts. Call modelBuilder.UseFastApiUsersOAuth<{typeof(TUser).Name}, {typeof(TId).Name}>() in OnModelCreating.");
        }

        _context = context;
    }

    private UserQueries<TUser, TId> Queries => UserQueries<TUser, TId>.Of(_context);

    private IQueryable<OAuthAccountRow<TUser, TId>> Rows => _context.Set<OAuthAccountRow<TUser, TId>>().AsNoTracking();

    /// <inheritdoc/>
    public async Task<TUser?> GetUserAsync(string oauthName, string accountId, CancellationToken cancellationToken)
    {
        // A database of old may hold an account more than once, and accounts of users that are gone.
        foreach (var row in await FindAsync(oauthName, accountId, cancellationToken).ConfigureAwait(false))
        {
            if (await Queries.ById.FindAsync(_context, row.UserId, cancellationToken).ConfigureAwait(false) is { } user)
                return user;
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IOAuthAccount<TId>>> ListAsync(TId userId, CancellationToken cancellationToken) => StorableText.CanHold(_context, userId)
        ? await Rows.Where(row => row.UserId.Equals(userId)).ToListAsync(cancellationToken).ConfigureAwait(false)
        : [];

    /// <inheritdoc/>
    public async Task<IOAuthAccount<TId>> AddAsync(TId userId, OAuthAccountData data, CancellationToken cancellationToken)
    {
        var row = ToRow(userId, data);
        var entry = _context.Add(row);
        try
        {
            StorableText.Check(entry);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException exception)
        {
            entry.State = EntityState.Detached;
            var stored = await FindAsync(row.OAuthName, row.AccountId, cancellationToken).ConfigureAwait(false);

            // The answer to a first try may have been lost after it was stored.
            if (stored.FirstOrDefault(other => other.Id.Equals(row.Id)) is { } same)
                return same;
            if (stored.Count > 0)
                throw new OAuthAccountAlreadyExistsException(innerException: exception);
            if (await Queries.ById.FindAsync(_context, userId, cancellationToken).ConfigureAwait(false) is null)
                throw new UserNotExistsException(innerException: exception);
            throw;
        }
        finally
        {
            entry.State = EntityState.Detached;
        }

        return row;
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateAsync(IOAuthAccount<TId> account, OAuthAccountData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var row = ToRow(account.UserId, data);
        row.Id = account.Id;
        if (_context.Set<OAuthAccountRow<TUser, TId>>().Local.FindEntry(row.Id) is { } other)
            other.State = EntityState.Detached;
        var entry = _context.Update(row);
        entry.Property(stored => stored.UserId).IsModified = false;
        try
        {
            StorableText.Check(entry);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(conflict => ReferenceEquals(conflict.Entity, row)))
        {
            return false;
        }
        catch (DbUpdateException exception)
        {
            entry.State = EntityState.Detached;
            var stored = await FindAsync(row.OAuthName, row.AccountId, cancellationToken).ConfigureAwait(false);
            if (stored.Any(found => !found.Id.Equals(row.Id)))
                throw new OAuthAccountAlreadyExistsException(innerException: exception);
            throw;
        }
        finally
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(IOAuthAccount<TId> account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var id = account.Id;
        return Relational.DeleteAsync(_context, _context.Set<OAuthAccountRow<TUser, TId>>().Where(row => row.Id.Equals(id)), cancellationToken);
    }

    private async Task<List<OAuthAccountRow<TUser, TId>>> FindAsync(string oauthName, string accountId, CancellationToken cancellationToken) =>
        StorableText.CanHold(_context, oauthName) && StorableText.CanHold(_context, accountId)
            ? await Rows.Where(row => row.OAuthName == oauthName && row.AccountId == accountId).OrderBy(row => row.Id)
                .ToListAsync(cancellationToken).ConfigureAwait(false)
            : [];

    private static OAuthAccountRow<TUser, TId> ToRow(TId userId, OAuthAccountData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new OAuthAccountRow<TUser, TId>
        {
            UserId = userId,
            OAuthName = data.OAuthName,
            AccessToken = data.AccessToken,
            ExpiresAt = data.ExpiresAt,
            RefreshToken = data.RefreshToken,
            AccountId = data.AccountId,
            AccountEmail = data.AccountEmail,
        };
    }
}
