using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>The original and this library open the same SQLite file.</summary>
public sealed class SqliteFileTests
{
    [Fact]
    public async Task A_table_has_the_columns_types_and_lengths_of_the_original()
    {
        using var original = await OpenOriginalAsync();
        await using var app = await Castle.StartAsync(database: DatabaseKind.Sqlite);
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>();

        foreach (var table in new[] { "user", "accesstoken" })
        {
            var theirs = await ColumnsAsync(original, table);
            var ours = await ColumnsAsync((SqliteConnection)context.Database.GetDbConnection(), table);
            Assert.Equal(theirs, ours.Intersect(theirs));
        }
    }

    [Fact]
    public async Task What_is_stored_has_the_form_of_the_original()
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.Sqlite);
        var user = await app.RegisterAsync("Arthur@camelot.bt");
        await app.LoginAsync("Arthur@camelot.bt", "cookie");

        var row = await RowAsync(app, "SELECT u.id, u.email, typeof(u.is_active), t.user_id, t.created_at, length(t.token) FROM user u JOIN accesstoken t ON t.user_id = u.id");

        Assert.Equal(user.GetProperty("id").GetString(), row[0]);
        Assert.Equal("Arthur@camelot.bt", row[1]);
        Assert.Equal("integer", row[2]);
        Assert.Equal(row[0], row[3]);
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$", row[4]);
        Assert.Equal("43", row[5]);
    }

    [Fact]
    public async Task Users_and_tokens_of_the_originals_file_work_as_they_stand()
    {
        await using var app = await TestApp.StartAsync(
            (builder, database) =>
            {
                using var file = new SqliteConnection(database.ConnectionString);
                file.Open();
                Execute(file, OriginalSchema());
                Execute(file, "UPDATE accesstoken SET created_at = strftime('%Y-%m-%d %H:%M:%f000', 'now') WHERE token LIKE 'yXVs%'");
                Execute(file, "UPDATE accesstoken SET user_id = (SELECT id FROM user WHERE email = 'alice@camelot.bt') WHERE token LIKE 'yXVs%'");
                builder.Services.AddDbContextPool<PlainDbContext>(database.Use);
                builder.Services.AddFastApiUsers<PlainUser, Guid>().AddEntityFrameworkDatabase<PlainDbContext>()
                    .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase());
            },
            app => app.MapGroup("/users").MapUsersRoutes<BaseUserRead<Guid>, BaseUserUpdate>(),
            new Dictionary<string, string?> { ["FastApiUsers:Compatibility"] = "Original" },
            database: DatabaseKind.Sqlite);

        var (status, me) = await app.SendAsync(HttpMethod.Get, "/users/me", cookie: "yXVsXkhwP3W9NMFanLcRbUMOkn4kJjYGcJ7XeH4d0e0");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("1f0b8cc8-7e55-4109-bd97-f3d9281a2285", me.GetProperty("id").GetString());
        Assert.Equal("alice@camelot.bt", me.GetProperty("email").GetString());
    }

    private static string OriginalSchema() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema.sql"));

    private static async Task<SqliteConnection> OpenOriginalAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False");
        await connection.OpenAsync();
        Execute(connection, OriginalSchema());
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF;" + sql;
        command.ExecuteNonQuery();
    }

    private static async Task<List<string>> ColumnsAsync(SqliteConnection connection, string table)
    {
        if (connection.State != System.Data.ConnectionState.Open)
            await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || pk FROM pragma_table_info('{table}') ORDER BY name";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync())
            columns.Add(reader.GetString(0));
        return columns;
    }

    private static async Task<string[]> RowAsync(TestApp app, string sql)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var connection = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!)];
    }

    private sealed class PlainUser : User<Guid>;

    private sealed class PlainDbContext(DbContextOptions<PlainDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseFastApiUsers<PlainUser, Guid>();
    }
}
