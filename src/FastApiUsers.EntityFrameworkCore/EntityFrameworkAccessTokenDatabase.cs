using FastApiUsers.Authentication;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Access tokens in a database of Entity Framework Core.</summary>
/// <typeparam name="TUser">The user's type.</typeparam>
/// <typeparam name="TId">The type of the id.</typeparam>
/// <param name="context">The context, whose model has called <c>UseFastApiUsers</c>.</param>
public sealed class EntityFrameworkAccessTokenDatabase<TUser, TId>(DbContext context) : IAccessTokenDatabase<TId>
    where TUser : class, IUser<TId>
    where TId : IParsable<TId>, IEquatable<TId>
{
    private UserQueries<TUser, TId> Queries { get; } = UserQueries<TUser, TId>.Of(context);

    /// <inheritdoc/>
    public async Task<IAccessToken<TId>?> GetByTokenAsync(string token, DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        if (!StorableText.CanHold(context, token))
            return null;

        var row = await Queries.ByToken.FindAsync(context, token, cancellationToken).ConfigureAwait(false);
        return row?.CreatedAt < notBefore ? null : row;
    }

    /// <inheritdoc/>
    public async Task CreateAsync(string token, TId userId, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var entry = context.Add(new AccessTokenRow<TUser, TId> { Token = token, UserId = userId, CreatedAt = createdAt });
        try
        {
            StorableText.Check(entry);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException exception)
        {
            entry.State = EntityState.Detached;

            // The answer to a first try may have been lost after it was stored.
            if (await Queries.ByToken.FindAsync(context, token, cancellationToken).ConfigureAwait(false) is { } stored && stored.UserId.Equals(userId))
                return;
            if (await Queries.ById.FindAsync(context, userId, cancellationToken).ConfigureAwait(false) is null)
                throw new UserNotExistsException(innerException: exception);
            throw;
        }
        finally
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string token, CancellationToken cancellationToken) => StorableText.CanHold(context, token)
        ? Relational.DeleteAsync(context, context.Set<AccessTokenRow<TUser, TId>>().Where(row => row.Token == token), cancellationToken)
        : Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeleteByUserAsync(TId userId, CancellationToken cancellationToken) =>
        Relational.DeleteAsync(context, context.Set<AccessTokenRow<TUser, TId>>().Where(row => row.UserId.Equals(userId)), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteBySessionAsync(TId userId, string sessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessionId);

        // Not StartsWith: LIKE ignores the case of letters on SQLite. The length is asked for providers that run it in .NET.
        return StorableText.CanHold(context, userId) && StorableText.CanHold(context, sessionId)
            ? Relational.DeleteAsync(
                context,
                context.Set<AccessTokenRow<TUser, TId>>().Where(row =>
                    row.UserId.Equals(userId) && row.Token.Length >= sessionId.Length && row.Token.Substring(0, sessionId.Length) == sessionId),
                cancellationToken)
            : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> DeleteIssuedBeforeAsync(DateTimeOffset time, int limit, CancellationToken cancellationToken) => Relational.DeleteAsync(
        context, context.Set<AccessTokenRow<TUser, TId>>().Where(row => row.CreatedAt < time).OrderBy(row => row.CreatedAt).Take(limit), cancellationToken);
}
