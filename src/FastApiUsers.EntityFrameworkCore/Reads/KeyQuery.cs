using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore.Reads;

/// <summary>The read of a row by its primary key, compiled once for a model: directly where that can be, else by Entity Framework Core.</summary>
internal sealed class KeyQuery<TEntity, TKey>
    where TEntity : class
{
    private readonly DirectRead<TEntity, TKey>? _direct;
    private readonly Func<DbContext, TKey, CancellationToken, Task<TEntity?>> _query;

    /// <param name="context">A context of the model.</param>
    /// <param name="query">The read as a query.</param>
    public KeyQuery(DbContext context, Expression<Func<DbContext, TKey, CancellationToken, TEntity?>> query)
    {
        _direct = DirectRead<TEntity, TKey>.TryCreate(context);
        _query = EF.CompileAsyncQuery(query);
    }

    public Task<TEntity?> FindAsync(DbContext context, TKey key, CancellationToken cancellationToken) =>
        _direct?.TryReadAsync(context, key, cancellationToken) ?? _query(context, key, cancellationToken);
}
