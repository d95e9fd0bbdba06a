using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>
/// Brings a database to what the model wants, by additions only. It looks first without a lock, so that a start with nothing to do
/// hinders nobody; what is missing is looked at again under the lock, each thing in a transaction of its own.
/// </summary>
internal sealed class SchemaUpdate(DbContext context, LibrarySchema schema, Catalogue catalogue)
{
    private readonly ISqlGenerationHelper _sql = context.GetService<ISqlGenerationHelper>();
    private readonly List<string> _tables = [];
    private readonly List<string> _indexes = [];
    private readonly List<string> _warnings = [];

    public async Task<SchemaReport> RunAsync(CancellationToken cancellationToken)
    {
        var createdDatabase = await CreateDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await CheckColumnsAsync(cancellationToken).ConfigureAwait(false);
        await CreateTablesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var index in schema.Indexes)
            await CreateIndexAsync(index, cancellationToken).ConfigureAwait(false);
        return new SchemaReport { CreatedDatabase = createdDatabase, CreatedTables = _tables, CreatedIndexes = _indexes, Warnings = _warnings };
    }

    private async Task<bool> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (context.Database.CurrentTransaction is not null || await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
            return false;

        try
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            // Another node may have been the first.
            if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
                return false;
            throw;
        }
    }

    // Every look-up reads all columns of its table, so without one nothing works: better the start fails, before it changed anything.
    private async Task CheckColumnsAsync(CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var table in schema.Tables)
        {
            var columns = await catalogue.GetColumnsAsync(table, cancellationToken).ConfigureAwait(false);
            if (columns.Count == 0)
                continue;

            missing.AddRange(table.Operation.Columns
                .Where(column => !columns.Any(there => catalogue.Names.Equals(there.Name, column.Name)))
                .Select(column => $"{table.Name}.{column.Name} ({column.ColumnType}{(column.IsNullable ? "" : ", not null")})"));
            _warnings.AddRange(columns
                .Where(there => there.IsRequired && !table.Operation.Columns.Any(column => catalogue.Names.Equals(there.Name, column.Name)))
                .Select(there => $"The column {table.Name}.{there.Name} needs a value and is not in the model, so no row can be added. Add it to the model, or give it a default."));
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database lacks columns of the model: {string.Join(", ", missing)}. A table that is there is never altered: add them by a migration or by hand, or take them out of the model.");
        }
    }

    private async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        if ((await FindMissingTablesAsync(cancellationToken).ConfigureAwait(false)).Count == 0)
            return;

        var created = new List<LibraryTable>();
        await LockedAsync(
            async token =>
            {
                created = await FindMissingTablesAsync(token).ConfigureAwait(false);
                if (created.Count > 0)
                {
                    var names = created.Select(table => (table.Operation.Schema, table.Name)).ToHashSet();
                    var foreignKeys = schema.ForeignKeys.Where(key => names.Contains((key.Schema, key.Table)));
                    await ExecuteAsync([.. schema.Schemas, .. created.Select(table => table.Operation), .. foreignKeys], token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
        _tables.AddRange(created.Select(table => table.Name));
    }

    private async Task<List<LibraryTable>> FindMissingTablesAsync(CancellationToken cancellationToken)
    {
        var missing = new List<LibraryTable>();
        foreach (var table in schema.Tables)
        {
            if ((await catalogue.GetColumnsAsync(table, cancellationToken).ConfigureAwait(false)).Count == 0)
                missing.Add(table);
        }

        return missing;
    }

    private async Task CreateIndexAsync(LibraryIndex index, CancellationToken cancellationToken)
    {
        if (await IsServedAsync(index, cancellationToken).ConfigureAwait(false))
            return;

        string? created = null, warning = null;
        await LockedAsync(
            async token =>
            {
                created = warning = null;
                if (await IsServedAsync(index, token).ConfigureAwait(false))
                    return;

                await catalogue.LockAsync(index.Table, token).ConfigureAwait(false);
                var wanted = index;
                if (index.IsUnique && await DuplicateRows.FindAsync(context, _sql, index, token).ConfigureAwait(false) is { } duplicates)
                {
                    wanted = index.NotUnique(Shorten(index.Name, "_not_unique"));
                    warning = Describe(index, wanted, duplicates);
                    if (await IsServedAsync(wanted, token).ConfigureAwait(false))
                        return;
                }

                if (wanted.Special is null)
                    wanted = wanted with { Name = await FindFreeNameAsync(wanted, token).ConfigureAwait(false) };
                await ExecuteAsync([ToOperation(wanted)], token).ConfigureAwait(false);
                created = wanted.Name;
            },
            cancellationToken).ConfigureAwait(false);
        if (created is not null)
            _indexes.Add(created);
        if (warning is not null)
            _warnings.Add(warning);
    }

    private async Task<bool> IsServedAsync(LibraryIndex wanted, CancellationToken cancellationToken)
    {
        var indexes = await catalogue.GetIndexesAsync(wanted.Table, cancellationToken).ConfigureAwait(false);
        return indexes.Any(index => wanted.IsServedBy(index, catalogue.Names));
    }

    // The original's index of the same name may be another one: SQLite's, on addresses as they are written.
    private async Task<string> FindFreeNameAsync(LibraryIndex index, CancellationToken cancellationToken)
    {
        var kind = index.Keys.Any(key => key.Text.EndsWith(" COLLATE NOCASE", StringComparison.Ordinal)) ? "_nocase" : "";
        var name = index.Name;
        for (var number = 1; await catalogue.IsNameTakenAsync(name, index.Table, cancellationToken).ConfigureAwait(false); number++)
            name = Shorten(index.Name, number == 1 && kind != "" ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{number + 1}"));
        return name;
    }

    // A database cuts a name that is too long, and then finds it taken.
    private string Shorten(string name, string end)
    {
        var length = schema.Model.GetMaxIdentifierLength() - end.Length;
        return (name.Length > length ? name[..length] : name) + end;
    }

    private MigrationOperation ToOperation(LibraryIndex index) => index.Special is { } special ? special : new SqlOperation
    {
        Sql = $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {_sql.DelimitIdentifier(index.Name)} ON {index.Table.Sql} ({string.Join(", ", index.Keys.Select(key => key.Sql))})",
    };

    private Task LockedAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => Relational.InTransactionAsync(
        context,
        async token =>
        {
            await catalogue.LockAsync(token).ConfigureAwait(false);
            await work(token).ConfigureAwait(false);
        },
        ended: _ => { },
        cancellationToken);

    private async Task ExecuteAsync(IReadOnlyList<MigrationOperation> operations, CancellationToken cancellationToken)
    {
        var connection = context.GetService<IRelationalConnection>();
        foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate(operations, schema.Model))
            await command.ExecuteNonQueryAsync(connection, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static string Describe(LibraryIndex index, LibraryIndex instead, DuplicateRows duplicates) => string.Create(
        CultureInfo.InvariantCulture,
        $"{duplicates.Count} values of {index.Table.Name} ({string.Join(", ", index.Keys.Select(key => key.Text))}) are there more than once, for example in the rows {string.Join(", ", duplicates.Examples)}. Until that is mended, the index {instead.Name} stands in for a unique one, and the database cannot refuse a further one.");
}
