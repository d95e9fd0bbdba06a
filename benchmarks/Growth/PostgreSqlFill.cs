using Npgsql;
using NpgsqlTypes;

namespace Growth;

/// <summary>Fills the tables of a PostgreSQL database by <c>COPY</c>.</summary>
internal static class PostgreSqlFill
{
    public static async Task RunAsync(string connectionString, int users)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Command Timeout=600");
        await connection.OpenAsync();
        await using (var rows = await connection.BeginBinaryImportAsync(
            "COPY \"user\" (id, email, hashed_password, is_active, is_superuser, is_verified) FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < users; i++)
            {
                var person = new Person(i);
                await rows.StartRowAsync();
                await rows.WriteAsync(person.Id, NpgsqlDbType.Uuid);
                await rows.WriteAsync(person.Email, NpgsqlDbType.Varchar);
                await rows.WriteAsync(Person.HashedPassword, NpgsqlDbType.Varchar);
                await rows.WriteAsync(true, NpgsqlDbType.Boolean);
                await rows.WriteAsync(false, NpgsqlDbType.Boolean);
                await rows.WriteAsync(true, NpgsqlDbType.Boolean);
            }

            await rows.CompleteAsync();
        }

        await using (var rows = await connection.BeginBinaryImportAsync("COPY accesstoken (token, user_id, created_at) FROM STDIN (FORMAT BINARY)"))
        {
            for (var i = 0; i < users; i++)
            {
                var person = new Person(i);
                await rows.StartRowAsync();
                await rows.WriteAsync(person.StoredToken, NpgsqlDbType.Varchar);
                await rows.WriteAsync(person.Id, NpgsqlDbType.Uuid);
                await rows.WriteAsync(Person.SignedInAt, NpgsqlDbType.TimestampTz);
            }

            await rows.CompleteAsync();
        }

        await using var command = new NpgsqlCommand("VACUUM (ANALYZE) \"user\", accesstoken", connection);
        await command.ExecuteNonQueryAsync();
    }
}
