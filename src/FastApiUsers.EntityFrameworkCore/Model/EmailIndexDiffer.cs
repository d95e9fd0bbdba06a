#pragma warning disable EF1001 // The differ has no public base class. The tests would tell if a new version changed it.
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update.Internal;

namespace FastApiUsers.EntityFrameworkCore.Model;

/// <summary>
/// Adds the indexes on lower-case e-mail addresses wherever tables are made from the model: <c>EnsureCreated</c>, migrations,
/// scripts. In a migration they stand as SQL that anybody can read.
/// </summary>
internal sealed class EmailIndexDiffer(
    IRelationalTypeMappingSource typeMappings,
    IMigrationsAnnotationProvider migrationsAnnotations,
    IRelationalAnnotationProvider annotations,
    IRowIdentityMapFactory rowIdentityMaps,
    CommandBatchPreparerDependencies dependencies)
    : MigrationsModelDiffer(typeMappings, migrationsAnnotations, annotations, rowIdentityMaps, dependencies)
{
    public override bool HasDifferences(IRelationalModel? source, IRelationalModel? target) =>
        base.HasDifferences(source, target) || Compare(source, target).Any();

    public override IReadOnlyList<MigrationOperation> GetDifferences(IRelationalModel? source, IRelationalModel? target) =>
        [.. base.GetDifferences(source, target), .. Compare(source, target)];

    private static IEnumerable<SqlOperation> Compare(IRelationalModel? source, IRelationalModel? target)
    {
        var before = PostgreSqlStorage.FindEmailIndexes(source);
        var after = PostgreSqlStorage.FindEmailIndexes(target);
        return before.Where(index => !after.ContainsKey(index.Key)).Select(index => new SqlOperation { Sql = index.Value.DropSql })
            .Concat(after.Where(index => !before.ContainsKey(index.Key)).Select(index => new SqlOperation { Sql = index.Value.CreateSql }));
    }
}
