using FastApiUsers.Sessions;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Sessions in a database of Entity Framework Core.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the user's id.</typeparam>
public sealed class EntityFrameworkSessionDatabase<TUser, TId> : ISessionDatabase<TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private const int UseBatch = 1000;

    private readonly DbContext _context;

    /// <summary>Makes one.</summary>
    /// <param name="context">The context, whose model has called <c>UseFastApiUsers</c> and <c>UseFastApiUsersSessions</c>.</param>
    /// <exception cref="InvalidOperationException">The model lacks the table.</exception>
    public EntityFrameworkSessionDatabase(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Model.FindEntityType(typeof(SessionRow<TUser, TId>)) is null)
        {
            throw new InvalidOperationException(
                $"{context.GetType().Name} has no table of sessions. Call modelBuilder.UseFastApiUsersSessions<{typeof(TUser).Name}, {typeof(TId).Name}>() in OnModelCreating.");
        }

        _context = context;
    }

    private UserQueries<TUser, TId> Queries => UserQueries<TUser, TId>.Of(_context);

    private IQueryable<SessionRow<TUser, TId>> Rows => _context.Set<SessionRow<TUser, TId>>().AsNoTracking();

    /// <inheritdoc/>
    public async Task<bool> CreateAsync(UserSession<TId> session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!StorableText.CanHold(_context, session.UserId))
            return false;

        var entry = _context.Add(ToRow(session));
        try
        {
            // The client chose these two, and nobody is to be kept from signing in by them.
            StorableText.ForgetUnstorable(entry.Property(row => row.UserAgent));
            StorableText.ForgetUnstorable(entry.Property(row => row.IpAddress));
            StorableText.Check(entry);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            entry.State = EntityState.Detached;

            // The answer to a first try may have been lost after it was stored.
            if (await FindAsync(session.Id, cancellationToken).ConfigureAwait(false) is { } stored && stored.UserId!.Equals(session.UserId))
                return true;
            if (await Queries.ById.FindAsync(_context, session.UserId, cancellationToken).ConfigureAwait(false) is null)
                return false;
            throw;
        }
        finally
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <inheritdoc/>
    public async Task<UserSession<TId>?> FindAsync(string id, CancellationToken cancellationToken) => StorableText.CanHold(_context, id)
        ? (await Queries.SessionById(_context, id, cancellationToken).ConfigureAwait(false))?.ToSession()
        : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<UserSession<TId>>> ListAsync(TId userId, CancellationToken cancellationToken)
    {
        if (!StorableText.CanHold(_context, userId))
            return [];

        var rows = await Rows.Where(row => row.UserId.Equals(userId) && row.EndedAt == null).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToSession())];
    }

    /// <inheritdoc/>
    public async Task<bool> RotateRefreshTokenAsync(string id, string current, string successor, string used, DateTimeOffset time, CancellationToken cancellationToken) =>
        StorableText.CanHold(_context, id) && StorableText.CanHold(_context, current) && await Relational.UpdateAsync(
            _context,
            Rows.Where(row => row.Id == id && row.RefreshTokenHash == current && row.EndedAt == null),
            setters => setters
                .SetProperty(row => row.UsedRefreshTokens, used)
                .SetProperty(row => row.RefreshTokenHash, successor)
                .SetProperty(row => row.LastUsedAt, time),
            row => (row.RefreshTokenHash, row.UsedRefreshTokens, row.LastUsedAt) = (successor, used, time),
            cancellationToken).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public async Task<bool> EndAsync(string id, DateTimeOffset time, CancellationToken cancellationToken) =>
        StorableText.CanHold(_context, id) && await EndAsync(Rows.Where(row => row.Id == id), time, cancellationToken).ConfigureAwait(false) > 0;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> EndByUserAsync(TId userId, string? except, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (!StorableText.CanHold(_context, userId))
            return [];

        var open = await Rows.Where(row => row.UserId.Equals(userId) && row.EndedAt == null).Select(row => row.Id)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var ids = open.Where(id => id != except).ToList();
        if (ids.Count == 0)
            return [];

        var rows = Rows.Where(row => EF.Parameter(ids).Contains(row.Id));
        if (await EndAsync(rows, time, cancellationToken).ConfigureAwait(false) == ids.Count)
            return ids;

        // Somebody ended some of them in between; or the answer to a first try was lost after it was stored.
        return await rows.Where(row => row.EndedAt == time).Select(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListEndedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        await Rows.Where(row => row.EndedAt >= time).Select(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task RecordUseAsync(IReadOnlyCollection<string> ids, DateTimeOffset time, CancellationToken cancellationToken)
    {
        // Not too many at once, so that nobody waits long for a row of theirs.
        foreach (var batch in ids.Where(id => StorableText.CanHold(_context, id)).Order(StringComparer.Ordinal).Chunk(UseBatch))
        {
            await Relational.UpdateAsync(
                _context,
                Rows.Where(row => EF.Parameter(batch).Contains(row.Id) && row.LastUsedAt < time && row.EndedAt == null),
                setters => setters.SetProperty(row => row.LastUsedAt, time),
                row => row.LastUsedAt = time,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<int> DeleteAsync(DateTimeOffset endedBefore, DateTimeOffset expiredBefore, DateTimeOffset usedBefore, int limit, CancellationToken cancellationToken) =>
        Relational.DeleteAsync(
            _context,
            _context.Set<SessionRow<TUser, TId>>().Where(row => row.EndedAt < endedBefore || row.ExpiresAt < expiredBefore || row.LastUsedAt < usedBefore)
                .OrderBy(row => row.Id).Take(limit),
            cancellationToken);

    private Task<int> EndAsync(IQueryable<SessionRow<TUser, TId>> rows, DateTimeOffset time, CancellationToken cancellationToken) => Relational.UpdateAsync(
        _context, rows.Where(row => row.EndedAt == null), setters => setters.SetProperty(row => row.EndedAt, time), row => row.EndedAt = time, cancellationToken);

    private static SessionRow<TUser, TId> ToRow(UserSession<TId> session) => new()
    {
        Id = session.Id,
        UserId = session.UserId,
        Backend = session.Backend,
        CreatedAt = session.CreatedAt,
        LastUsedAt = session.LastUsedAt,
        ExpiresAt = session.ExpiresAt,
        AuthenticationMethod = session.AuthenticationMethod,
        AuthenticatedAt = session.AuthenticatedAt,
        UserAgent = session.UserAgent,
        IpAddress = session.IpAddress,
        EndedAt = session.EndedAt,
        RefreshTokenHash = session.RefreshTokenHash,
        UsedRefreshTokens = session.UsedRefreshTokens,
    };
}
