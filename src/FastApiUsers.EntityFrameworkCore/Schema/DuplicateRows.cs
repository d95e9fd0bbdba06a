using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>Rows that hinder a unique index.</summary>
/// <param name="Count">How many values are there more than once.</param>
/// <param name="Examples">Primary keys of some of the rows. Values are not told, since they may be addresses.</param>
internal sealed record DuplicateRows(long Count, IReadOnlyList<string> Examples)
{
    private const int ExampleCount = 6;

    public static async Task<DuplicateRows?> FindAsync(DbContext context, ISqlGenerationHelper sql, LibraryIndex index, CancellationToken cancellationToken)
    {
        var keys = string.Join(", ", index.Keys.Select(key => key.Sql));
        var conditions = index.Keys.Select(key => $"{key.Sql} IS NOT NULL").Append(index.Special?.Filter is { } filter ? $"({filter})" : "1 = 1");
        var rows = $"FROM {index.Table.Sql} WHERE {string.Join(" AND ", conditions)}";
        var count = Catalogue.Literal(
            $"SELECT count(*) AS {Value()} FROM (SELECT count(*) AS n {rows} GROUP BY {keys} HAVING count(*) > 1) AS doubles");
        var found = (await context.Database.SqlQueryRaw<long>(count).ToListAsync(cancellationToken).ConfigureAwait(false))[0];
        if (found == 0)
            return null;

        var id = string.Join(" || ',' || ", index.Table.Operation.PrimaryKey!.Columns.Select(column => $"CAST({sql.DelimitIdentifier(column)} AS text)"));
        var examples = Catalogue.Literal(string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT id AS {Value()} FROM (SELECT {id} AS id, count(*) OVER (PARTITION BY {keys}) AS n {rows}) AS doubles WHERE n > 1 LIMIT {ExampleCount}"));
        return new DuplicateRows(found, await context.Database.SqlQueryRaw<string>(examples).ToListAsync(cancellationToken).ConfigureAwait(false));

        string Value() => sql.DelimitIdentifier("Value");
    }
}
