using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>What is missing of the library's tables is added, and nothing else is touched.</summary>
public sealed class SchemaTests
{
    private const string Variant = "c2c2c2c2-0000-4000-8000-00000000000a";

    public static TheoryData<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_empty_database_gets_the_tables_that_the_model_makes(DatabaseKind kind)
    {
        await using var ours = await TestDatabase.CreateAsync(kind);
        await using var theirs = await TestDatabase.CreateAsync(kind);
        await using (var context = CitizenDbContext.Open(theirs))
            await context.Database.EnsureCreatedAsync();

        var report = await EnsureAsync(ours);

        Assert.Equal(await DescribeAsync(theirs, kind), await DescribeAsync(ours, kind));
        Assert.Superset(new HashSet<string> { "user", "accesstoken" }, report.CreatedTables.ToHashSet());
        Assert.Superset(new HashSet<string> { "ix_user_email", "ix_accesstoken_created_at", "ix_accesstoken_user_id" }, report.CreatedIndexes.ToHashSet());
        Assert.Empty(report.Warnings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_database_of_the_original_gets_indexes_and_keeps_all_that_it_has(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        var before = await DescribeAsync(database, kind);

        var report = await EnsureAsync(database);

        Assert.False(report.CreatedDatabase);
        Assert.Empty(report.CreatedTables);
        Assert.Superset(
            new HashSet<string> { kind == DatabaseKind.Sqlite ? "ix_user_email_nocase" : "ix_user_email_lower", "ix_accesstoken_user_id" }, report.CreatedIndexes.ToHashSet());
        var after = await DescribeAsync(database, kind);
        Assert.Empty(before.Except(after));
        Assert.Equal(report.CreatedIndexes.Count, after.Except(before).Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_second_time_there_is_nothing_to_do(DatabaseKind kind)
    {
        await using var fresh = await TestDatabase.CreateAsync(kind);
        await using var original = await OriginalDatabase.CreateAsync(kind);
        foreach (var database in new[] { fresh, original })
        {
            Assert.False((await EnsureAsync(database)).IsUnchanged);
            Assert.True((await EnsureAsync(database)).IsUnchanged);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_migrations_or_EnsureCreated_made_is_complete(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = CitizenDbContext.Open(database);
        await context.Database.EnsureCreatedAsync();

        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).IsUnchanged);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.PostgreSql, false)]
    [InlineData(DatabaseKind.PostgreSql, true)]
    public async Task Eight_nodes_that_start_at_once_make_each_thing_once(DatabaseKind kind, bool original)
    {
        await using var database = original ? await OriginalDatabase.CreateAsync(kind) : await TestDatabase.CreateAsync(kind);

        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => EnsureAsync(database))));

        var made = reports.SelectMany(report => report.CreatedTables.Concat(report.CreatedIndexes)).ToList();
        Assert.NotEmpty(made);
        Assert.Equal(made.Distinct().Count(), made.Count);
        Assert.True((await EnsureAsync(database)).IsUnchanged);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Case_variants_of_an_address_are_reported_without_it_and_look_ups_stay_fast(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        await OriginalDatabase.AddUserAsync(database, kind, Variant, "Alice@camelot.bt");

        var report = await EnsureAsync(database);

        var warning = Assert.Single(report.Warnings, text => text.Contains("email", StringComparison.Ordinal));
        Assert.StartsWith("1 values of user", warning, StringComparison.Ordinal);
        Assert.Contains(OriginalDatabase.Alice, warning, StringComparison.Ordinal);
        Assert.Contains(Variant, warning, StringComparison.Ordinal);
        Assert.DoesNotContain("@", warning, StringComparison.Ordinal);
        var index = kind == DatabaseKind.Sqlite ? "ix_user_email_not_unique" : "ix_user_email_lower_not_unique";
        Assert.Contains(index, report.CreatedIndexes);
        Assert.Contains(index, await ExplainLookUpAsync(database, kind), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_unique_index_comes_when_the_case_variants_are_gone(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        await OriginalDatabase.AddUserAsync(database, kind, Variant, "Alice@camelot.bt");
        await EnsureAsync(database);
        var second = await EnsureAsync(database);
        await database.RunAsync($"""DELETE FROM "user" WHERE id = '{Variant}'""");

        var third = await EnsureAsync(database);

        Assert.True(second.IsUnchanged);
        Assert.Contains(second.Warnings, text => text.Contains("email", StringComparison.Ordinal));
        Assert.Equal([kind == DatabaseKind.Sqlite ? "ix_user_email_nocase" : "ix_user_email_lower"], third.CreatedIndexes);
        Assert.DoesNotContain(third.Warnings, text => text.Contains("email", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => OriginalDatabase.AddUserAsync(database, kind, Variant, "Alice@camelot.bt"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_look_up_by_address_uses_the_index_that_was_added(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);

        await EnsureAsync(database);

        Assert.Contains(kind == DatabaseKind.Sqlite ? "ix_user_email_nocase" : "ix_user_email_lower", await ExplainLookUpAsync(database, kind), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, """CREATE UNIQUE INDEX "by hand" ON user (email COLLATE NOCASE)""")]
    [InlineData(DatabaseKind.PostgreSql, """CREATE UNIQUE INDEX "by hand" ON "user" (lower(email))""")]
    public async Task An_index_that_an_administrator_made_under_another_name_will_do(DatabaseKind kind, string sql)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        await database.RunAsync(sql);

        var report = await EnsureAsync(database);

        Assert.DoesNotContain(report.CreatedIndexes, index => index.StartsWith("ix_user_email", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_table_that_is_missing_alone_is_made_beside_the_others(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        await database.RunAsync("DROP TABLE accesstoken");

        var report = await EnsureAsync(database);

        Assert.Equal(["accesstoken"], report.CreatedTables);
        await OriginalDatabase.AddTokenAsync(database, kind, OriginalDatabase.Alice, "token");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_column_stops_the_start_with_its_name_before_anything_is_changed(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        await database.RunAsync("DROP TABLE accesstoken");
        var before = await DescribeAsync(database, kind);
        await using var context = Contexts.Open<TownDbContext>(database, options => new TownDbContext(options));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => FastApiUsersSchema.EnsureAsync(context));

        Assert.Contains("user.street", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await DescribeAsync(database, kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_column_that_needs_a_value_and_gets_none_is_reported(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.RunAsync("""
            CREATE TABLE "user" (id CHAR(36) PRIMARY KEY, email VARCHAR(320), hashed_password VARCHAR(1024), is_active BOOLEAN, is_superuser BOOLEAN, is_verified BOOLEAN,
                badge INTEGER NOT NULL, town VARCHAR(9) NOT NULL DEFAULT 'Camelot', note VARCHAR(9));
            CREATE TABLE accesstoken (token VARCHAR(43) PRIMARY KEY, user_id CHAR(36), created_at TIMESTAMP);
            """);

        var report = await EnsureAsync(database);

        Assert.Contains("user.badge", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_that_hinder_an_index_of_the_applications_own_are_reported_alike(DatabaseKind kind)
    {
        await using var database = await OriginalDatabase.CreateAsync(kind);
        await database.RunAsync("""ALTER TABLE "user" ADD street VARCHAR(100)""");
        await database.RunAsync("""ALTER TABLE "user" ADD number INTEGER""");
        await database.RunAsync($"""UPDATE "user" SET street = 'High Street', number = 1 WHERE email LIKE '%a%' AND id <> '{OriginalDatabase.Alice}'""");
        await using var context = Contexts.Open<TownDbContext>(database, options => new TownDbContext(options));

        var report = await FastApiUsersSchema.EnsureAsync(context);
        await database.RunAsync("""UPDATE "user" SET number = NULL""");
        var mended = await FastApiUsersSchema.EnsureAsync(context);

        Assert.Contains("ix_town_not_unique", report.CreatedIndexes);
        Assert.Contains("ix_numbered_not_unique", report.CreatedIndexes);
        Assert.Equal(2, report.Warnings.Count(text => text.Contains("street", StringComparison.Ordinal)));
        Assert.DoesNotContain(report.Warnings, text => text.Contains(OriginalDatabase.Alice, StringComparison.Ordinal));
        Assert.Equal(["ix_numbered", "ix_town"], mended.CreatedIndexes.Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_applications_own_tables_are_left_to_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = Contexts.Open<TownDbContext>(database, options => new TownDbContext(options));

        var report = await FastApiUsersSchema.EnsureAsync(context);

        Assert.DoesNotContain("house", report.CreatedTables);
        Assert.DoesNotContain(await DescribeAsync(database, kind), line => line.Contains("house", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_made()
    {
        var server = await PostgreSqlServer.GetSharedAsync();
        var options = new DbContextOptionsBuilder<CitizenDbContext>();
        options.UseNpgsql(server.ConnectionString("made_by_ensure")).UseFastApiUsers();
        await using var context = new CitizenDbContext(options.Options);

        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).CreatedDatabase);

        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).IsUnchanged);
        await context.Database.EnsureDeletedAsync();
    }

    [Fact]
    public async Task What_it_did_is_logged()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var log = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var context = Contexts.Open<CitizenDbContext>(database, options => new CitizenDbContext(options), loggers);

        await FastApiUsersSchema.EnsureAsync(context);

        Assert.Contains(log.Lines, line => line.Id == 71 && line.Text == "Created the table user.");
        Assert.Contains(log.Lines, line => line.Id == 72 && line.Text == "Created the index ix_user_email.");
    }

    [Fact]
    public async Task A_context_without_the_librarys_options_is_refused_with_the_call_that_mends_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var options = new DbContextOptionsBuilder<CitizenDbContext>();
        database.Use(options);
        await using var context = new CitizenDbContext(options.Options);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => FastApiUsersSchema.EnsureAsync(context));

        Assert.Contains("UseFastApiUsers()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_neither_of_the_two_is_refused()
    {
        var options = new DbContextOptionsBuilder<CitizenDbContext>();
        options.UseInMemoryDatabase("citizens").UseFastApiUsers();
        await using var context = new CitizenDbContext(options.Options);

        await Assert.ThrowsAsync<NotSupportedException>(() => FastApiUsersSchema.EnsureAsync(context));
    }

    private static async Task<SchemaReport> EnsureAsync(TestDatabase database)
    {
        await using var context = CitizenDbContext.Open(database);
        return await FastApiUsersSchema.EnsureAsync(context);
    }

    // Every table, column, key and index, as the database itself describes it.
    private static async Task<List<string>> DescribeAsync(TestDatabase database, DatabaseKind kind)
    {
        var rows = await database.RunAsync(kind == DatabaseKind.Sqlite
            ? """
              SELECT sql FROM sqlite_master WHERE type = 'table'
              UNION ALL SELECT tables.name || ' ' || list.name || ' ' || list."unique" || ' ' || group_concat(part.name || ' ' || part.coll)
              FROM sqlite_master AS tables JOIN pragma_index_list(tables.name) AS list JOIN pragma_index_xinfo(list.name) AS part
              WHERE tables.type = 'table' AND part.key = 1 GROUP BY tables.name, list.name, list."unique"
              ORDER BY 1
              """
            : """
              SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0) || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = 'public'
              UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
              UNION ALL SELECT conrelid::regclass || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
              ORDER BY 1
              """);
        return [.. rows.Select(row => (string)row[0]!)];
    }

    private static async Task<string> ExplainLookUpAsync(TestDatabase database, DatabaseKind kind)
    {
        var plan = await database.RunAsync(kind == DatabaseKind.Sqlite
            ? "EXPLAIN QUERY PLAN SELECT * FROM user WHERE email COLLATE NOCASE = 'A@b.c'"
            : """SET enable_seqscan = off; EXPLAIN SELECT * FROM "user" WHERE lower(email) = lower('A@b.c')""");
        return string.Join('\n', plan.Select(row => row[^1]));
    }

    private sealed class Townsman : User<Guid>
    {
        public string? Street { get; set; }

        public int? Number { get; set; }
    }

    private sealed class House
    {
        public int Id { get; set; }

        public Guid OwnerId { get; set; }
    }

    private sealed class TownDbContext(DbContextOptions<TownDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.UseFastApiUsers<Townsman, Guid>();
            modelBuilder.Entity<Townsman>().HasIndex(user => new { user.Street, user.Number }).IsUnique().HasDatabaseName("ix_town");
            modelBuilder.Entity<Townsman>().HasIndex(user => user.Street, "numbered").IsUnique().HasFilter("number IS NOT NULL").HasDatabaseName("ix_numbered");
            modelBuilder.Entity<House>().ToTable("house").HasOne<Townsman>().WithMany().HasForeignKey(house => house.OwnerId);
        }
    }
}
