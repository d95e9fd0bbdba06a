using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>What SQLite tells of its tables.</summary>
internal sealed class SqliteCatalogue(DbContext context) : Catalogue(context)
{
    public override StringComparer Names => StringComparer.OrdinalIgnoreCase;

    public override async Task<bool> IsNameTakenAsync(string name, LibraryTable table, CancellationToken cancellationToken)
    {
        var found = await Context.Database.SqlQueryRaw<long>("SELECT count(*) AS Value FROM sqlite_master WHERE name = {0} COLLATE NOCASE", name)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return found[0] > 0;
    }

    // A transaction of this provider is an immediate one: it is the only writer from its beginning.
    public override Task LockAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockAsync(LibraryTable table, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<List<Column>> GetColumnsAsync(LibraryTable table, CancellationToken cancellationToken) =>
        Context.Database.SqlQueryRaw<Column>(
            """SELECT name AS Name, "notnull" = 1 AND dflt_value IS NULL AND pk = 0 AS IsRequired FROM pragma_table_info({0})""", table.Name)
            .ToListAsync(cancellationToken);

    // An expression has no name here, and none of ours is one.
    protected override Task<List<Key>> ReadIndexKeysAsync(LibraryTable table, CancellationToken cancellationToken) =>
        Context.Database.SqlQueryRaw<Key>(
            """
            SELECT list.name AS Name, list."unique" AS IsUnique, list.partial = 0 AS IsPlain, part.seqno AS Position,
                   coalesce(part.name, '') || CASE part.coll WHEN 'BINARY' THEN '' ELSE ' COLLATE ' || part.coll END AS Text
            FROM pragma_index_list({0}) AS list JOIN pragma_index_xinfo(list.name) AS part
            WHERE part.key = 1
            """,
            table.Name)
            .ToListAsync(cancellationToken);
}
