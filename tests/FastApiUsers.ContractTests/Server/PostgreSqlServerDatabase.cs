using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using FastApiUsers.TestServers;
using Npgsql;
using NpgsqlTypes;

namespace FastApiUsers.ContractTests.Server;

/// <summary>A server's database on PostgreSQL. Statements and rows are translated from SQLite's and to it, as far as the recording needs.</summary>
internal sealed partial class PostgreSqlServerDatabase(string connectionString) : ServerDatabase
{
    internal override string Provider => "PostgreSql";

    internal override string ConnectionString => connectionString;

    protected override DbConnection Connect() => new NpgsqlConnection($"{ConnectionString};Timezone=UTC;Pooling=false");

    protected override void Prepare(DbCommand command, string sql, IEnumerable<(string Name, object? Value)> parameters)
    {
        command.CommandText = Translate(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(name[1..], NpgsqlDbType.Unknown) { Value = value ?? DBNull.Value });
    }

    protected override object Cell(object value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        Guid id => id.ToString(),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => value,
    };

    // The order of rows is that in which they were added, and what a column's type is called is its database's business.
    private static string Translate(string sql)
    {
        var translated = TableOfUsers().Replace(sql, "\"user\"").Replace("ORDER BY rowid", "ORDER BY ctid", StringComparison.Ordinal);
        translated = TypeOf().Replace(translated, "CASE WHEN pg_typeof($1)::text IN ('integer', 'bigint') THEN 'integer' ELSE 'text' END");
        translated = Parameter().Replace(translated, "@$1");
        translated = Flag().Replace(translated, "$1 = ($2 = 1)");
        return InsertedFlags().Replace(translated, ", $1 = 1, $2 = 1, $3 = 1)");
    }

    [GeneratedRegex(@"(?<=(FROM|UPDATE|INTO|JOIN) )user\b")]
    private static partial Regex TableOfUsers();

    [GeneratedRegex(@"typeof\((\w+)\)")]
    private static partial Regex TypeOf();

    [GeneratedRegex(@"(?<= )\$([a-z]+)\b")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(is_active|is_superuser|is_verified) ?= ?([01])\b")]
    private static partial Regex Flag();

    [GeneratedRegex(@", ?([01]), ?([01]), ?([01])\)")]
    private static partial Regex InsertedFlags();
}
