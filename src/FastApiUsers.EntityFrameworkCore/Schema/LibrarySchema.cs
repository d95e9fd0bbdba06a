using FastApiUsers.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>The library's part of a model: what would make its tables in an empty database.</summary>
/// <param name="Model">The model.</param>
/// <param name="Schemas">What makes the schemas that they stand in.</param>
/// <param name="Tables">The tables, each after those that it refers to.</param>
/// <param name="ForeignKeys">Foreign keys that come after the tables, since they refer to each other.</param>
/// <param name="Indexes">The indexes.</param>
internal sealed record LibrarySchema(
    IModel Model,
    IReadOnlyList<EnsureSchemaOperation> Schemas,
    IReadOnlyList<LibraryTable> Tables,
    IReadOnlyList<AddForeignKeyOperation> ForeignKeys,
    IReadOnlyList<LibraryIndex> Indexes)
{
    public static LibrarySchema Of(DbContext context)
    {
        if (context.GetService<IDbContextOptions>().FindExtension<FastApiUsersOptionsExtension>() is null)
            throw new InvalidOperationException($"The options of {context.GetType().Name} are made by hand. Call UseFastApiUsers() on them.");

        var model = context.GetService<IDesignTimeModel>().Model;
        var relational = model.GetRelationalModel();
        var names = relational.Tables.Where(IsOurs).Select(table => (table.Schema, table.Name)).ToHashSet();
        if (names.Count == 0)
            throw new InvalidOperationException($"The model of {context.GetType().Name} has no users. Call modelBuilder.UseFastApiUsers<…>() in OnModelCreating.");

        var operations = context.GetService<IMigrationsModelDiffer>().GetDifferences(null, relational);
        var sql = context.GetService<ISqlGenerationHelper>();
        var tables = operations.OfType<CreateTableOperation>()
            .Where(table => names.Contains((table.Schema, table.Name)))
            .Select(table => new LibraryTable(table, sql.DelimitIdentifier(table.Name, table.Schema)))
            .ToList();
        var isSqlite = context.Database.ProviderName == SqliteStorage.ProviderName;
        var indexes = operations.OfType<CreateIndexOperation>()
            .Where(index => names.Contains((index.Schema, index.Table)))
            .Select(index => ToIndex(index, relational.FindTable(index.Table, index.Schema)!))
            .Concat(PostgreSqlStorage.FindEmailIndexes(relational).Values.Select(ToEmailIndex));
        return new LibrarySchema(
            model,
            [.. operations.OfType<EnsureSchemaOperation>().Where(schema => names.Any(name => name.Schema == schema.Name))],
            tables,
            [.. operations.OfType<AddForeignKeyOperation>().Where(key => names.Contains((key.Schema, key.Table)))],
            [.. indexes]);

        LibraryTable Find(string name, string? schema) => tables.Single(table => table.Name == name && table.Operation.Schema == schema);

        LibraryIndex ToIndex(CreateIndexOperation index, ITable table) =>
            new(index.Name, Find(table.Name, table.Schema), index.IsUnique, [.. index.Columns.Select(column => ToKey(table.FindColumn(column)!))])
            {
                Special = index.Filter is null && index.IsDescending is null && !index.GetAnnotations().Any() ? null : index,
            };

        // A table of the original's has another collation in its column than the model has, so SQLite's index names it.
        IndexKey ToKey(IColumn column) => isSqlite && column.Collation is { } collation
            ? new IndexKey($"{column.Name} COLLATE {collation}", $"{sql.DelimitIdentifier(column.Name)} COLLATE {collation}")
            : new IndexKey(column.Name, sql.DelimitIdentifier(column.Name));

        LibraryIndex ToEmailIndex(PostgreSqlStorage.EmailIndex index) =>
            new(index.Name, Find(index.Table.Name, index.Table.Schema), true, [new IndexKey($"lower({index.Column})", $"lower({sql.DelimitIdentifier(index.Column)})")]);
    }

    private static bool IsOurs(ITable table) =>
        table.EntityTypeMappings.Any(mapping => mapping.TypeBase.FindAnnotation(StorageConvention.Annotation) is not null);
}
