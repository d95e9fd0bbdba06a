using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>The schema tools of Entity Framework Core know the library's tables, the index on lower-case addresses among them.</summary>
public sealed class MigrationTests
{
    private const string EmailIndex = """CREATE UNIQUE INDEX "ix_user_email_lower" ON "user" (lower("email"))""";

    [Fact]
    public async Task A_snapshot_is_equal_to_its_model_so_that_a_second_migration_is_empty()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = Open(database);
        var differ = context.GetService<IMigrationsModelDiffer>();
        var snapshot = context.GetService<IModelRuntimeInitializer>()
            .Initialize(((IMutableModel)context.GetService<IMigrationsAssembly>().ModelSnapshot!.Model).FinalizeModel()).GetRelationalModel();

        Assert.Empty(differ.GetDifferences(snapshot, context.GetService<IDesignTimeModel>().Model.GetRelationalModel()));
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Migrations_make_all_that_the_model_wants_and_take_it_away_again()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = Open(database);

        await context.Database.MigrateAsync();
        var report = await FastApiUsersSchema.EnsureAsync(context);
        await context.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);

        Assert.True(report.IsUnchanged, report.ToString());
        Assert.Empty(await database.RunAsync("""SELECT 1 FROM pg_class WHERE relname IN ('user', 'accesstoken', 'ix_user_email_lower')"""));
    }

    [Fact]
    public async Task The_index_on_lower_case_addresses_stands_in_a_migration_as_SQL()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = Open(database);
        var model = context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        var differ = context.GetService<IMigrationsModelDiffer>();

        Assert.Equal(EmailIndex, Assert.Single(differ.GetDifferences(null, model).OfType<SqlOperation>()).Sql);
        Assert.Equal("""DROP INDEX IF EXISTS "ix_user_email_lower" """.TrimEnd(), Assert.Single(differ.GetDifferences(model, null).OfType<SqlOperation>()).Sql);
        Assert.Contains(EmailIndex, context.Database.GenerateCreateScript(), StringComparison.Ordinal);
        Assert.Contains(EmailIndex, context.GetService<IMigrator>().GenerateScript(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_for_SQLite_has_the_collation_in_the_column()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var context = CitizenDbContext.Open(database);

        var script = context.Database.GenerateCreateScript();

        Assert.Contains("\"email\" VARCHAR(320) COLLATE NOCASE NOT NULL", script, StringComparison.Ordinal);
        Assert.DoesNotContain("lower(", script, StringComparison.Ordinal);
    }

    private static MigratedDbContext Open(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<MigratedDbContext>();
        database.Use(options.UseFastApiUsers());
        return new MigratedDbContext(options.Options);
    }
}
