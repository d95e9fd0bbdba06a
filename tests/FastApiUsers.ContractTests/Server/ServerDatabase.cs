using Microsoft.Data.Sqlite;

namespace FastApiUsers.ContractTests.Server;

/// <summary>The server's SQLite file, seen from outside as an administrator would.</summary>
public sealed class ServerDatabase(string path)
{
    // Foreign keys off, as in the recording: it inserts tokens of users that do not exist. Without pooling no handle outlives a step.
    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = false,
        Pooling = false,
    }.ToString();

    internal string Path { get; } = path;

    /// <summary>Runs one or more statements and returns the rows of the first that has any.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Run(string sql, params (string Name, object? Value)[] parameters)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Cell(reader, column))]);
        return rows;
    }

    /// <summary>The single value that a query returns.</summary>
    public object? Value(string sql, params (string Name, object? Value)[] parameters) => Run(sql, parameters).Single().Single();

    private static object? Cell(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetValue(column);
}
