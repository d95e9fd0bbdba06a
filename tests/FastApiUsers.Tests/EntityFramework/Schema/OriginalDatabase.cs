using System.Globalization;
using System.Text.RegularExpressions;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>Databases as SQLAlchemy makes them of the original's models, with the rows of the recording.</summary>
internal static partial class OriginalDatabase
{
    public const string Alice = "1f0b8cc8-7e55-4109-bd97-f3d9281a2285";
    public const string AliceEmail = "alice@camelot.bt";
    public const string AliceToken = "yXVsXkhwP3W9NMFanLcRbUMOkn4kJjYGcJ7XeH4d0e0";
    public const string Password = "guinevere";

    // What the original's types become on PostgreSQL: GUID, String, Boolean, TIMESTAMPAware, Integer.
    private const string PostgreSqlSchema =
        """
        CREATE TABLE "user" (
            id UUID NOT NULL,
            email VARCHAR(320) NOT NULL,
            hashed_password VARCHAR(1024) NOT NULL,
            is_active BOOLEAN NOT NULL,
            is_superuser BOOLEAN NOT NULL,
            is_verified BOOLEAN NOT NULL,
            PRIMARY KEY (id)
        );
        CREATE UNIQUE INDEX ix_user_email ON "user" (email);
        CREATE TABLE oauth_account (
            id UUID NOT NULL,
            user_id UUID NOT NULL,
            oauth_name VARCHAR(100) NOT NULL,
            access_token VARCHAR(1024) NOT NULL,
            expires_at INTEGER,
            refresh_token VARCHAR(1024),
            account_id VARCHAR(320) NOT NULL,
            account_email VARCHAR(320) NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(user_id) REFERENCES "user" (id) ON DELETE cascade
        );
        CREATE INDEX ix_oauth_account_account_id ON oauth_account (account_id);
        CREATE INDEX ix_oauth_account_oauth_name ON oauth_account (oauth_name);
        CREATE TABLE accesstoken (
            user_id UUID NOT NULL,
            token VARCHAR(43) NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            PRIMARY KEY (token),
            FOREIGN KEY(user_id) REFERENCES "user" (id) ON DELETE cascade
        );
        CREATE INDEX ix_accesstoken_created_at ON accesstoken (created_at);

        """;

    /// <summary>The hash that the original made of <see cref="Password"/>.</summary>
    public static string Hash => Vectors.Cases("passwords").First(entry => entry.GetProperty("password").GetString() == Password).GetProperty("hash").GetString()!;

    // With one hash for all. Put in and not changed afterwards: PostgreSQL may not use an index, for as long as an older transaction
    // runs anywhere, whose table had rows that were changed just before (pg_index.indcheckxmin).
    private static string Recorded => Hashes().Replace(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema.sql")), $"'{Hash.Replace("$", "$$", StringComparison.Ordinal)}'");

    /// <summary>Makes one: everybody's password is <see cref="Password"/>, and Alice has a token of just now.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database, kind);
        return database;
    }

    public static async Task FillAsync(TestDatabase database, DatabaseKind kind)
    {
        await database.RunAsync(kind == DatabaseKind.Sqlite ? $"PRAGMA foreign_keys = OFF; {Recorded}" : PostgreSqlSchema + PostgreSqlRows());
        await database.RunAsync($"DELETE FROM accesstoken WHERE token = '{AliceToken}'");
        await AddTokenAsync(database, kind, Alice, AliceToken);
    }

    /// <summary>Inserts a user as SQLAlchemy does.</summary>
    public static Task AddUserAsync(TestDatabase database, DatabaseKind kind, string id, string email) => database.RunAsync(kind == DatabaseKind.Sqlite
        ? $"INSERT INTO user (id, email, hashed_password, is_active, is_superuser, is_verified) VALUES ('{id}', '{email}', '{Hash}', 1, 0, 0)"
        : $"""INSERT INTO "user" (id, email, hashed_password, is_active, is_superuser, is_verified) VALUES ('{id}'::UUID, '{email}'::VARCHAR, '{Hash}'::VARCHAR, true::BOOLEAN, false::BOOLEAN, false::BOOLEAN)""");

    /// <summary>Inserts a token of just now as SQLAlchemy does.</summary>
    public static Task AddTokenAsync(TestDatabase database, DatabaseKind kind, string userId, string token)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return database.RunAsync(kind == DatabaseKind.Sqlite
            ? $"INSERT INTO accesstoken (user_id, token, created_at) VALUES ('{userId}', '{token}', '{now}')"
            : $"INSERT INTO accesstoken (user_id, token, created_at) VALUES ('{userId}'::UUID, '{token}'::VARCHAR, '{now}+00'::TIMESTAMP WITH TIME ZONE)");
    }

    // The recording's server enforced neither foreign keys nor lengths: it left rows of users that are gone, and tokens of more
    // than 43 characters, which PostgreSQL does not let happen.
    private static string PostgreSqlRows()
    {
        var inserts = Recorded.Split('\n').Where(line => line.StartsWith("INSERT INTO", StringComparison.Ordinal) && !line.Contains("-token-0", StringComparison.Ordinal))
            .Select(line => Flags().Replace(line, flags => flags.Value.Replace("1", "true", StringComparison.Ordinal).Replace("0", "false", StringComparison.Ordinal)))
            .Select(line => line.Replace("INSERT INTO user ", """INSERT INTO "user" """, StringComparison.Ordinal));
        return $"""
            SET timezone = 'UTC';
            SET session_replication_role = replica;
            {string.Join('\n', inserts)}
            DELETE FROM oauth_account WHERE user_id NOT IN (SELECT id FROM "user");
            DELETE FROM accesstoken WHERE user_id NOT IN (SELECT id FROM "user");
            RESET session_replication_role;
            RESET timezone;
            """;
    }

    [GeneratedRegex(@"'\$argon2id\$[^']*'")]
    private static partial Regex Hashes();

    [GeneratedRegex(@"(,[01]){3}(?=\);$)")]
    private static partial Regex Flags();
}
