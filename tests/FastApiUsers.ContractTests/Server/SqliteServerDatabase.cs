using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace FastApiUsers.ContractTests.Server;

/// <summary>A server's SQLite file.</summary>
internal sealed class SqliteServerDatabase(string connectionString) : ServerDatabase
{
    internal override string Provider => "Sqlite";

    internal override string ConnectionString => connectionString;

    // Foreign keys off, as in the recording: it inserts tokens of users that do not exist. Without pooling no handle outlives a step.
    protected override DbConnection Connect() => new SqliteConnection(new SqliteConnectionStringBuilder(connectionString)
    {
        ForeignKeys = false,
        Pooling = false,
    }.ToString());

    protected override void Prepare(DbCommand command, string sql, IEnumerable<(string Name, object? Value)> parameters)
    {
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            ((SqliteCommand)command).Parameters.AddWithValue(name, value ?? DBNull.Value);
    }

    protected override object Cell(object value) => value;
}
