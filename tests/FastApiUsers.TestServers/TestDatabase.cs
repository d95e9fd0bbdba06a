using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FastApiUsers.TestServers;

/// <summary>An empty database of its own on a real server (or in a file), gone with the test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>How to connect.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>The database of tests that do not say which: SQLite, or what <c>TEST_DATABASE</c> names.</summary>
    public static DatabaseKind DefaultKind { get; } =
        Enum.TryParse<DatabaseKind>(Environment.GetEnvironmentVariable("TEST_DATABASE"), out var kind) ? kind : DatabaseKind.Sqlite;

    /// <summary>Makes one.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => new SqliteFile(),
        DatabaseKind.PostgreSql => new PostgreSql(await (await PostgreSqlServer.GetSharedAsync()).CreateDatabaseAsync()),
        DatabaseKind.InMemory => new InMemory(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A database of a PostgreSQL server that the test has started.</summary>
    public static TestDatabase OfPostgreSql(string connectionString) => new PostgreSql(connectionString);

    /// <summary>Lets a context use it.</summary>
    public abstract void Use(DbContextOptionsBuilder options);

    /// <summary>A connection beside Entity Framework Core's.</summary>
    public abstract DbConnection CreateConnection();

    /// <summary>Runs statements and returns the rows of the first that has any.</summary>
    public async Task<IReadOnlyList<object?[]>> RunAsync(string sql)
    {
        await using var connection = CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private sealed class SqliteFile : TestDatabase
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("fastapiusers-sqlite-").FullName;

        public override string ConnectionString => $"Data Source={Path.Combine(_folder, "users.db")};Pooling=False";

        public override void Use(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString);

        public override DbConnection CreateConnection() => new SqliteConnection(ConnectionString);

        public override ValueTask DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class PostgreSql(string connectionString) : TestDatabase
    {
        public override string ConnectionString => connectionString;

        public override void Use(DbContextOptionsBuilder options) => options.UseNpgsql(ConnectionString);

        public override DbConnection CreateConnection() => new NpgsqlConnection(ConnectionString);

        // The database stays until its server goes; its connections do not.
        public override ValueTask DisposeAsync()
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class InMemory : TestDatabase
    {
        private readonly string _name = Guid.CreateVersion7().ToString();

        public override string ConnectionString => throw new NotSupportedException("There is no server to connect to.");

        public override void Use(DbContextOptionsBuilder options) => options.UseInMemoryDatabase(_name);

        public override DbConnection CreateConnection() => throw new NotSupportedException("There is no server to connect to.");

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
