using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Tests.EntityFramework.Schema;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>The table of used tokens, and how a database gets it.</summary>
public sealed class UsedTokenTableTests
{
    [Theory]
    [InlineData(
        DatabaseKind.Sqlite, """SELECT name || ' ' || type || ' ' || "notnull" || ' ' || pk FROM pragma_table_info('used_token')""",
        "id VARCHAR(43) 1 1", "expires_at TIMESTAMP 1 0")]
    [InlineData(
        DatabaseKind.PostgreSql,
        "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull FROM pg_attribute WHERE attrelid = 'used_token'::regclass AND attnum > 0 ORDER BY attnum",
        "id character varying(43) true", "expires_at timestamp with time zone true")]
    public async Task A_database_gets_the_table_with_its_index_once(DatabaseKind kind, string columns, params string[] expected)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = Contexts.Open<UsedTokenDbContext>(database, options => new UsedTokenDbContext(options));

        var report = await FastApiUsersSchema.EnsureAsync(context);

        Assert.Equal(["used_token"], report.CreatedTables);
        Assert.Equal(["ix_used_token_expires_at"], report.CreatedIndexes);
        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).IsUnchanged);
        Assert.Equal(expected, (await database.RunAsync(columns)).Select(row => (string)row[0]!));
    }
}
