using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>Tables that stand in a schema of PostgreSQL that has a name.</summary>
public sealed class NamedSchemaTests
{
    [Fact]
    public async Task A_schema_of_its_own_is_made_and_looked_into()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = Contexts.Open<QuarterDbContext>(database, options => new QuarterDbContext(options));
        await database.RunAsync("""CREATE TABLE "user" (id INTEGER)""");

        var report = await FastApiUsersSchema.EnsureAsync(context);

        Assert.Contains("user", report.CreatedTables);
        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).IsUnchanged);
        Assert.Empty(await database.RunAsync("""SELECT * FROM "old quarter"."user" """));
    }

    [Fact]
    public async Task Tables_of_one_name_in_two_schemas_have_their_own_unique_indexes()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = Contexts.Open<TwoSchemasDbContext>(database, options => new TwoSchemasDbContext(options));

        await FastApiUsersSchema.EnsureAsync(context);

        var indexes = await database.RunAsync("SELECT schemaname FROM pg_indexes WHERE indexname = 'ix_user_email_lower' ORDER BY 1");
        Assert.Equal(["shop", "staff"], indexes.Select(row => (string)row[0]!));
    }

    private sealed class QuarterDbContext(DbContextOptions<QuarterDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema("old quarter").UseFastApiUsers<Citizen, Guid>();
    }

    private sealed class Customer : User<Guid>;

    private sealed class Clerk : User<Guid>;

    private sealed class TwoSchemasDbContext(DbContextOptions<TwoSchemasDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.UseFastApiUsers<Customer, Guid>();
            modelBuilder.UseFastApiUsers<Clerk, Guid>();
            InSchema<Customer>(modelBuilder, "shop");
            InSchema<Clerk>(modelBuilder, "staff");
        }

        private static void InSchema<TUser>(ModelBuilder modelBuilder, string schema)
            where TUser : class, IUser<Guid>
        {
            modelBuilder.Entity<TUser>().ToTable("user", schema);
            modelBuilder.Entity<AccessTokenRow<TUser, Guid>>().ToTable("accesstoken", schema);
        }
    }
}
