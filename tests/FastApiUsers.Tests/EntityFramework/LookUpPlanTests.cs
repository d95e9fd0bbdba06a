using System.Data.Common;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Tests.EntityFramework.Contracts;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>What the databases say of the statements that are sent: none of the look-ups reads a table from end to end.</summary>
public sealed class LookUpPlanTests
{
    // With so many rows PostgreSQL takes an index because it is cheaper.
    private const int Rows = 20_000;

    private static readonly Guid Id = Guid.Parse("00000007-0000-4000-8000-000000000007");

    private static readonly Dictionary<string, Func<DbContext, Task>> LookUps = new()
    {
        ["e-mail address"] = context => new EntityFrameworkUserDatabase<GuidUser, Guid>(context).GetByEmailAsync("USER7@camelot.bt", default),
        ["user"] = context => new EntityFrameworkUserDatabase<GuidUser, Guid>(context).GetAsync(Id, default),
        ["token"] = context => new EntityFrameworkAccessTokenDatabase<GuidUser, Guid>(context).GetByTokenAsync("token7", null, default),
        ["recent token"] = context => new EntityFrameworkAccessTokenDatabase<GuidUser, Guid>(context).GetByTokenAsync("token7", DateTimeOffset.UnixEpoch, default),
        ["sign-out"] = context => new EntityFrameworkAccessTokenDatabase<GuidUser, Guid>(context).DeleteAsync("token7", default),
        ["revocation"] = context => new EntityFrameworkAccessTokenDatabase<GuidUser, Guid>(context).DeleteByUserAsync(Id, default),
        ["OAuth account"] = context => new EntityFrameworkOAuthAccountDatabase<GuidUser, Guid>(context).GetUserAsync("google", "account7", default),
        ["accounts of a user"] = context => new EntityFrameworkOAuthAccountDatabase<GuidUser, Guid>(context).ListAsync(Id, default),
        ["tokens of a session"] = context => new EntityFrameworkAccessTokenDatabase<GuidUser, Guid>(context).DeleteBySessionAsync(Id, "session7", default),
        ["session"] = context => Sessions(context).FindAsync("session7", default),
        ["sessions of a user"] = context => Sessions(context).ListAsync(Id, default),
        ["refresh"] = context => Sessions(context).RotateRefreshTokenAsync("session7", "current", "next", "current", DateTimeOffset.UnixEpoch, default),
        ["use"] = context => Sessions(context).RecordUseAsync(["session6", "session7"], DateTimeOffset.UnixEpoch, default),
        ["ended sessions"] = context => Sessions(context).ListEndedSinceAsync(DateTimeOffset.MaxValue, default),
        ["end of a user's sessions"] = context => Sessions(context).EndByUserAsync(Id, null, DateTimeOffset.UnixEpoch, default),
        ["end of a session"] = context => Sessions(context).EndAsync("session7", DateTimeOffset.UnixEpoch, default),
        ["deletion"] = context => new EntityFrameworkUserDatabase<GuidUser, Guid>(context).DeleteAsync(new GuidUser { Id = Id }, default),
    };

    [Fact]
    public async Task Every_look_up_on_PostgreSQL_uses_its_index() => Assert.Equal(
        [
            "e-mail address: ix_user_email_lower",
            "user: PK_user",
            "token: PK_accesstoken",
            "recent token: PK_accesstoken",
            "sign-out: PK_accesstoken",
            "revocation: ix_accesstoken_user_id",
            "OAuth account: ix_oauth_account_oauth_name_account_id", "OAuth account: PK_user",
            "accounts of a user: ix_oauth_account_user_id",
            "tokens of a session: ix_accesstoken_user_id",
            "session: PK_user_session",
            "sessions of a user: ix_user_session_user_id",
            "refresh: PK_user_session",
            "use: PK_user_session",
            "ended sessions: ix_user_session_ended_at",
            "end of a user's sessions: ix_user_session_user_id", "end of a user's sessions: PK_user_session",
            "end of a session: PK_user_session",
            "deletion: PK_user",
        ],
        await ExplainAsync(
            DatabaseKind.PostgreSql,
            "EXPLAIN ",
            $"""
            INSERT INTO "user" (id, email, hashed_password, is_active, is_superuser, is_verified, motto)
              SELECT (lpad(to_hex(n), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'User' || n || '@camelot.bt', 'x', TRUE, FALSE, FALSE, '' FROM generate_series(1, {Rows}) n;
            INSERT INTO accesstoken (token, user_id, created_at) SELECT 'token' || row_number() OVER (ORDER BY id), id, now() FROM "user";
            INSERT INTO oauth_account (id, user_id, oauth_name, access_token, account_id, account_email)
              SELECT id, id, 'google', 'x', 'account' || row_number() OVER (ORDER BY id), email FROM "user";
            INSERT INTO user_session (id, user_id, backend, created_at, last_used_at, expires_at, authentication_method, authenticated_at, ended_at, refresh_token_hash)
              SELECT 'session' || n, id, 'cookie', now(), now(), now(), 'password', now(), CASE WHEN n % 10 = 0 THEN now() END, 'current' FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "user") AS users;
            ANALYZE;
            """));

    [Fact]
    public async Task Every_look_up_on_SQLite_uses_its_index() => Assert.Equal(
        [
            "e-mail address: ix_user_email",
            "user: sqlite_autoindex_user_1",
            "token: sqlite_autoindex_accesstoken_1",
            "recent token: sqlite_autoindex_accesstoken_1",
            "sign-out: sqlite_autoindex_accesstoken_1",
            "revocation: ix_accesstoken_user_id",
            "OAuth account: ix_oauth_account_oauth_name_account_id", "OAuth account: sqlite_autoindex_user_1",
            "accounts of a user: ix_oauth_account_user_id",
            "tokens of a session: ix_accesstoken_user_id",
            "session: sqlite_autoindex_user_session_1",
            "sessions of a user: ix_user_session_user_id",
            "refresh: sqlite_autoindex_user_session_1",
            "use: sqlite_autoindex_user_session_1",
            "ended sessions: ix_user_session_ended_at",
            "end of a user's sessions: ix_user_session_user_id", "end of a user's sessions: sqlite_autoindex_user_session_1",
            "end of a session: sqlite_autoindex_user_session_1",
            "deletion: sqlite_autoindex_user_1", "deletion: ix_user_session_user_id", "deletion: ix_oauth_account_user_id", "deletion: ix_accesstoken_user_id",
        ],
        await ExplainAsync(
            DatabaseKind.Sqlite,
            "EXPLAIN QUERY PLAN ",
            """
            INSERT INTO user (id, email, hashed_password, is_active, is_superuser, is_verified, motto) VALUES ('00000007-0000-4000-8000-000000000007', 'User7@camelot.bt', 'x', 1, 0, 0, '');
            INSERT INTO oauth_account (id, user_id, oauth_name, access_token, account_id, account_email) SELECT id, id, 'google', 'x', 'account7', email FROM user;
            INSERT INTO user_session (id, user_id, backend, created_at, last_used_at, expires_at, authentication_method, authenticated_at, refresh_token_hash)
              SELECT 'session7', id, 'cookie', '2026-11-22', '2026-11-22', '2026-11-22', 'password', '2026-11-22', 'current' FROM user;
            """));

    private static EntityFrameworkSessionDatabase<GuidUser, Guid> Sessions(DbContext context) => new(context);

    private static async Task<List<string>> ExplainAsync(DatabaseKind kind, string explain, string rows)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var recorder = new StatementRecorder();
        var options = new DbContextOptionsBuilder<ContractDbContext<GuidUser, Guid>>();
        database.Use(options);
        options.UseFastApiUsers().AddInterceptors(recorder);
        await using var context = new ContractDbContext<GuidUser, Guid>(options.Options);
        await context.Database.EnsureCreatedAsync();
        await database.RunAsync(rows);

        var plans = new List<string>();
        foreach (var (name, lookUp) in LookUps)
        {
            recorder.Statements.Clear();
            await lookUp(context);
            foreach (var statement in recorder.Statements.ToList())
                plans.AddRange((await PlanAsync(statement, explain)).Select(step => $"{name}: {step}"));
        }

        return plans;
    }

    /// <summary>The tables and indexes that a statement reads, in the words of the database where it reads a table from end to end.</summary>
    private static async Task<List<string>> PlanAsync(DbCommand statement, string explain)
    {
#pragma warning disable CA2100 // The statement that was sent.
        statement.CommandText = explain + statement.CommandText;
#pragma warning restore CA2100
        var connection = statement.Connection!;
        await connection.OpenAsync();
        try
        {
            await using var reader = await statement.ExecuteReaderAsync();
            var steps = new List<string>();
            while (await reader.ReadAsync())
                steps.Add(reader.GetString(reader.FieldCount - 1));

            // The ids that a statement was given are a virtual table on SQLite.
            return [.. steps.Where(step => !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal))
                .Where(step => step.Contains("Scan", StringComparison.OrdinalIgnoreCase) || step.Contains("SEARCH", StringComparison.Ordinal))
                .Select(step => step.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(words => Array.FindIndex(words, word => word is "using" or "INDEX" or "on") is > 0 and var at && !words.Contains("Seq")
                    ? words[at + 1].Trim('"')
                    : string.Join(' ', words))];
        }
        finally
        {
            await connection.CloseAsync();
        }
    }
}
