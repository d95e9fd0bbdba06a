using FastApiUsers.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// Marks of used tokens in a database of Entity Framework Core. Each call has a context of its own: a mark must not be taken back
/// with the transaction of the request, nor be stored along with what the application has pending, and what the database refuses
/// leaves neither a broken entity nor a broken transaction.
/// </summary>
internal sealed class EntityFrameworkUsedTokens<TContext>(IServiceScopeFactory scopes, TimeProvider time) : IPrunableUsedTokens
    where TContext : DbContext
{
    /// <summary>
    /// Marks a token. None of its statements can succeed twice, so where an execution strategy tries again after the answer was lost,
    /// the second try finds the mark of the first and says that the token was used.
    /// </summary>
    public async Task<bool> TryUseAsync(string id, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (lifetime <= TimeSpan.Zero)
            return false;

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        var now = time.GetUtcNow();
        var end = now + lifetime;

        // A look first, since the database and Entity Framework Core write an error into their logs for an insertion that is refused.
        if (await FindEndAsync(context, id, cancellationToken).ConfigureAwait(false) is not { } known)
            return await TryAddAsync(context, id, end, cancellationToken).ConfigureAwait(false);
        if (known > now)
            return false;

        // Over, and not removed yet.
        return await Relational.UpdateAsync(
            context,
            context.Set<UsedTokenRow>().Where(row => row.Id == id && row.ExpiresAt <= now),
            setters => setters.SetProperty(row => row.ExpiresAt, end),
            row => row.ExpiresAt = end,
            cancellationToken).ConfigureAwait(false) > 0;
    }

    public async Task<int> DeleteExpiredAsync(DateTimeOffset time, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        return await Relational.DeleteAsync(
            context, context.Set<UsedTokenRow>().Where(row => row.ExpiresAt <= time).OrderBy(row => row.ExpiresAt).Take(limit), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> TryAddAsync(TContext context, string id, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var entry = context.Add(new UsedTokenRow { Id = id, ExpiresAt = end });
        StorableText.Check(entry);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is DbUpdateException or ArgumentException && !SqlOutage.IsOutage(exception))
        {
            // Each database has its own number for a key that is taken, and the provider in memory its own exception; whether it is
            // there is a question that all answer.
            if (await FindEndAsync(context, id, cancellationToken).ConfigureAwait(false) is null)
                throw;
            return false;
        }
    }

    private static Task<DateTimeOffset?> FindEndAsync(TContext context, string id, CancellationToken cancellationToken) => context.Set<UsedTokenRow>()
        .Where(row => row.Id == id).Select(row => (DateTimeOffset?)row.ExpiresAt).FirstOrDefaultAsync(cancellationToken);
}
