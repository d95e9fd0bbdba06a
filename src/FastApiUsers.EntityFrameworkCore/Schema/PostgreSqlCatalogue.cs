using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>What PostgreSQL tells of its tables.</summary>
internal sealed partial class PostgreSqlCatalogue(DbContext context) : Catalogue(context)
{
    // Any number will do as long as all nodes take the same: these are the letters "FastApiU".
    private const long LockNumber = 0x46617374_41706955;

    public override StringComparer Names => StringComparer.Ordinal;

    public override async Task<bool> IsNameTakenAsync(string name, LibraryTable table, CancellationToken cancellationToken)
    {
        var found = await Context.Database.SqlQueryRaw<long>(
            """
            SELECT count(*) AS "Value" FROM pg_class
            WHERE relname = {0} AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass({1}))
            """,
            name,
            table.Sql).ToListAsync(cancellationToken).ConfigureAwait(false);
        return found[0] > 0;
    }

    public override Task LockAsync(CancellationToken cancellationToken) =>
        Context.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock({0})", [LockNumber], cancellationToken);

    public override Task LockAsync(LibraryTable table, CancellationToken cancellationToken)
    {
        var sql = Literal($"LOCK TABLE {table.Sql} IN SHARE MODE");
        return Context.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }

    public override Task<List<Column>> GetColumnsAsync(LibraryTable table, CancellationToken cancellationToken) =>
        Context.Database.SqlQueryRaw<Column>(
            """
            SELECT attname::text AS "Name", attnotnull AND NOT atthasdef AND attidentity = '' AS "IsRequired"
            FROM pg_attribute
            WHERE attrelid = to_regclass({0}) AND attnum > 0 AND NOT attisdropped
            """,
            table.Sql)
            .ToListAsync(cancellationToken);

    protected override async Task<List<Key>> ReadIndexKeysAsync(LibraryTable table, CancellationToken cancellationToken)
    {
        var keys = await Context.Database.SqlQueryRaw<Key>(
            """
            SELECT class.relname::text AS "Name", index.indisunique AS "IsUnique",
                   index.indisvalid AND index.indpred IS NULL AND method.amname = 'btree' AS "IsPlain",
                   part.position::bigint AS "Position", pg_get_indexdef(index.indexrelid, part.position, false) AS "Text"
            FROM pg_index AS index
            JOIN pg_class AS class ON class.oid = index.indexrelid
            JOIN pg_am AS method ON method.oid = class.relam
            CROSS JOIN LATERAL generate_series(1, index.indnkeyatts) AS part(position)
            WHERE index.indrelid = to_regclass({0})
            """,
            table.Sql).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. keys.Select(key => key with { Text = Unquote(key.Text) })];
    }

    // "Name" and lower(("Name")::text) are told as Name and lower(Name).
    private static string Unquote(string key) => Lower().Match(key) is { Success: true } lower
        ? $"lower({Unquote(lower.Groups["column"].Value)})"
        : key.StartsWith('"') ? key[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : key;

    [GeneratedRegex("""^lower\(\(?(?<column>"(?:[^"]|"")*"|\w+)\)?(::text)?\)$""")]
    private static partial Regex Lower();
}
