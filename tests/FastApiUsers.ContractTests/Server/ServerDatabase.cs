using System.Data.Common;

namespace FastApiUsers.ContractTests.Server;

/// <summary>The server's database, seen from outside as an administrator would.</summary>
public abstract class ServerDatabase
{
    /// <summary>The server's setting <c>Database:Provider</c>.</summary>
    internal abstract string Provider { get; }

    /// <summary>How the server connects.</summary>
    internal abstract string ConnectionString { get; }

    /// <summary>Runs one or more statements, written for SQLite as the recording has them, and returns the rows of the first that has any.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Run(string sql, params (string Name, object? Value)[] parameters)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        Prepare(command, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : Cell(reader.GetValue(column)))]);
        return rows;
    }

    /// <summary>The single value that a query returns.</summary>
    public object? Value(string sql, params (string Name, object? Value)[] parameters) => Run(sql, parameters).Single().Single();

    protected abstract DbConnection Connect();

    protected abstract void Prepare(DbCommand command, string sql, IEnumerable<(string Name, object? Value)> parameters);

    /// <summary>A value as SQLite has it.</summary>
    protected abstract object Cell(object value);
}
