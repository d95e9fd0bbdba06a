using System.Data.Common;
using System.Globalization;
using FastApiUsers.TestServers;
using HotPath.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HotPath.Limits;

/// <summary>A connection with its two prepared commands. It lives as long as the process.</summary>
internal sealed class PreparedConnection
{
    private const string UserSql = """SELECT id, email, is_active, is_superuser, is_verified FROM "user" WHERE id = @id LIMIT 1""";
    private const string TokenSql = "SELECT user_id FROM accesstoken WHERE token = @token AND created_at >= @since LIMIT 1";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private readonly bool _isSqlite;
    private readonly DbCommand _user;
    private readonly DbParameter _id;
    private readonly DbCommand _token;
    private readonly DbParameter _key;
    private readonly DbParameter _since;

    private PreparedConnection(DbConnection connection)
    {
        _isSqlite = connection is SqliteConnection;
        (_user, _token) = (connection.CreateCommand(), connection.CreateCommand());
        _user.CommandText = UserSql;
        _token.CommandText = TokenSql;
        if (_isSqlite)
        {
            (_id, _key, _since) = (new SqliteParameter("@id", SqliteType.Text), new SqliteParameter("@token", SqliteType.Text), new SqliteParameter("@since", SqliteType.Text));
        }
        else
        {
            (_id, _key, _since) = (
                new NpgsqlParameter<Guid>("id", default(Guid)), new NpgsqlParameter<string>("token", ""), new NpgsqlParameter<DateTimeOffset>("since", default(DateTimeOffset)));
        }

        _user.Parameters.Add(_id);
        _token.Parameters.Add(_key);
        _token.Parameters.Add(_since);
    }

    public static async Task<PreparedConnection> OpenAsync(DatabaseKind database, string connectionString)
    {
        DbConnection connection = database == DatabaseKind.PostgreSql ? new NpgsqlConnection(connectionString) : new SqliteConnection(connectionString);
        await connection.OpenAsync();
        var prepared = new PreparedConnection(connection);
        await prepared._user.PrepareAsync();
        await prepared._token.PrepareAsync();
        return prepared;
    }

    public async ValueTask<LimitUser?> FindUserAsync(Guid id)
    {
        Counter.Add();
        if (_id is NpgsqlParameter<Guid> typed)
            typed.TypedValue = id;
        else
            _id.Value = id.ToString("D");
        await using var reader = await _user.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new LimitUser(_isSqlite ? Guid.Parse(reader.GetString(0)) : reader.GetGuid(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetBoolean(4))
            : null;
    }

    public async ValueTask<Guid?> FindUserIdAsync(string token)
    {
        Counter.Add();
        var since = TimeProvider.System.GetUtcNow() - Lifetime;
        if (_since is NpgsqlParameter<DateTimeOffset> typed)
            typed.TypedValue = since;
        else
            _since.Value = since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        _key.Value = token;
        await using var reader = await _token.ExecuteReaderAsync();
        return await reader.ReadAsync() ? _isSqlite ? Guid.Parse(reader.GetString(0)) : reader.GetGuid(0) : null;
    }
}
