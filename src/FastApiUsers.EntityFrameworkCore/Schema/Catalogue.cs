using FastApiUsers.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>What a database tells of its tables.</summary>
/// <param name="context">The context.</param>
internal abstract class Catalogue(DbContext context)
{
    /// <summary>How the database compares names.</summary>
    public abstract StringComparer Names { get; }

    protected DbContext Context { get; } = context;

    public static Catalogue Of(DbContext context) => context.Database.ProviderName switch
    {
        SqliteStorage.ProviderName => new SqliteCatalogue(context),
        PostgreSqlStorage.ProviderName => new PostgreSqlCatalogue(context),
        var other => throw new NotSupportedException($"{nameof(FastApiUsersSchema)} knows SQLite and PostgreSQL, not {other}. Use migrations."),
    };

    /// <summary>The columns of a table; none where there is no such table.</summary>
    public abstract Task<List<Column>> GetColumnsAsync(LibraryTable table, CancellationToken cancellationToken);

    /// <summary>The indexes of a table.</summary>
    public async Task<IReadOnlyList<CatalogueIndex>> GetIndexesAsync(LibraryTable table, CancellationToken cancellationToken)
    {
        var keys = await ReadIndexKeysAsync(table, cancellationToken).ConfigureAwait(false);
        return
        [
            .. keys.GroupBy(key => key.Name).Select(index => new CatalogueIndex(
                index.Key, index.First().IsUnique, index.First().IsPlain, [.. index.OrderBy(key => key.Position).Select(key => key.Text)])),
        ];
    }

    /// <summary>Whether an index of that name cannot be made beside a table.</summary>
    public abstract Task<bool> IsNameTakenAsync(string name, LibraryTable table, CancellationToken cancellationToken);

    /// <summary>Makes other nodes wait that want to change the schema too, until the transaction ends.</summary>
    public abstract Task LockAsync(CancellationToken cancellationToken);

    /// <summary>Makes writers of a table wait until the transaction ends.</summary>
    public abstract Task LockAsync(LibraryTable table, CancellationToken cancellationToken);

    /// <summary>A statement without parameters, which Entity Framework Core still takes for a format with places.</summary>
    public static string Literal(string sql) => sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    protected abstract Task<List<Key>> ReadIndexKeysAsync(LibraryTable table, CancellationToken cancellationToken);

    /// <summary>A column: its name, and whether a row must bring a value for it.</summary>
    internal sealed record Column(string Name, bool IsRequired);

    /// <summary>A column of an index, with what there is to know of the index.</summary>
    protected sealed record Key(string Name, bool IsUnique, bool IsPlain, long Position, string Text);
}
