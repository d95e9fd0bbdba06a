using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Growth;

/// <summary>Fills the tables of an SQLite file.</summary>
internal static class SqliteFill
{
    public static async Task RunAsync(string connectionString, int users)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = false }.ToString());
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000");
        await using (var transaction = connection.BeginTransaction())
        {
            InsertUsers(connection, users);
            InsertTokens(connection, users);
            await transaction.CommitAsync();
        }

        await ExecuteAsync(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void InsertUsers(SqliteConnection connection, int users)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO user (id, email, hashed_password, is_active, is_superuser, is_verified) VALUES ($id, $email, $hash, 1, 0, 1)";
        var id = command.Parameters.Add("$id", SqliteType.Text);
        var email = command.Parameters.Add("$email", SqliteType.Text);
        command.Parameters.AddWithValue("$hash", Person.HashedPassword);
        for (var i = 0; i < users; i++)
        {
            var person = new Person(i);
            id.Value = person.Id.ToString("D");
            email.Value = person.Email;
            command.ExecuteNonQuery();
        }
    }

    private static void InsertTokens(SqliteConnection connection, int users)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO accesstoken (token, user_id, created_at) VALUES ($token, $user, $created)";
        var token = command.Parameters.Add("$token", SqliteType.Text);
        var user = command.Parameters.Add("$user", SqliteType.Text);
        command.Parameters.AddWithValue("$created", Person.SignedInAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
        for (var i = 0; i < users; i++)
        {
            var person = new Person(i);
            token.Value = person.StoredToken;
            user.Value = person.Id.ToString("D");
            command.ExecuteNonQuery();
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
