using System.Net;
using System.Text.RegularExpressions;
using FastApiUsers.Authentication;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>A database of the original serves this library as it stands, before anything is added and after, and still serves the original.</summary>
public sealed partial class AdoptionTests
{
    private const string Variant = "c2c2c2c2-0000-4000-8000-00000000000a";

    public static TheoryData<DatabaseKind, bool> Databases => new()
    {
        { DatabaseKind.Sqlite, false }, { DatabaseKind.Sqlite, true }, { DatabaseKind.PostgreSql, false }, { DatabaseKind.PostgreSql, true },
    };

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Users_sign_in_with_their_old_passwords_and_the_hash_stays_for_the_original(DatabaseKind kind, bool ensured)
    {
        await using var app = await StartAsync(kind, ensured);

        await app.LoginAsync(OriginalDatabase.AliceEmail);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostLoginAsync(email: OriginalDatabase.AliceEmail, password: "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostLoginAsync(email: "inactive@camelot.bt")).StatusCode);
        Assert.Equal(OriginalDatabase.Hash, Assert.Single(await app.Database.RunAsync($"""SELECT hashed_password FROM "user" WHERE id = '{OriginalDatabase.Alice}'"""))[0]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stored_tokens_stay_valid_until_they_are_signed_out(DatabaseKind kind, bool ensured)
    {
        await using var app = await StartAsync(kind, ensured);

        var (status, me) = await app.SendAsync(HttpMethod.Get, "/users/me", cookie: OriginalDatabase.AliceToken);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((OriginalDatabase.Alice, OriginalDatabase.AliceEmail), (me.GetProperty("id").GetString(), me.GetProperty("email").GetString()));

        await app.SendAsync(HttpMethod.Post, "/auth/cookie/logout", cookie: OriginalDatabase.AliceToken);
        Assert.Empty(await app.Database.RunAsync($"SELECT * FROM accesstoken WHERE token = '{OriginalDatabase.AliceToken}'"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_written_has_the_form_that_the_original_reads(DatabaseKind kind, bool ensured)
    {
        await using var app = await StartAsync(kind, ensured);

        var id = (await app.RegisterAsync("Arthur@camelot.bt")).GetProperty("id").GetString();
        var token = await app.LoginAsync("Arthur@camelot.bt", "cookie");

        var user = Assert.Single(await app.Database.RunAsync(kind == DatabaseKind.Sqlite
            ? "SELECT id, email, hashed_password, is_active, is_superuser, is_verified, typeof(id) || typeof(is_active) FROM user WHERE email LIKE 'arthur%'"
            : """SELECT id::text, email, hashed_password, is_active::int, is_superuser::int, is_verified::int, 'textinteger' FROM "user" WHERE email ILIKE 'arthur%'"""));
        Assert.Equal(id, user[0]);
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", (string)user[0]!);
        Assert.Equal("Arthur@camelot.bt", user[1]);
        Assert.StartsWith("$argon2id$v=19$m=65536,t=3,p=4$", (string)user[2]!, StringComparison.Ordinal);
        Assert.Equal(["1", "0", "0", "textinteger"], user.Skip(3).Select(value => value!.ToString()!));
        var row = Assert.Single(await app.Database.RunAsync(kind == DatabaseKind.Sqlite
            ? $"SELECT user_id, created_at, typeof(user_id) || typeof(created_at) FROM accesstoken WHERE token = '{token}'"
            : $"SELECT user_id::text, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), 'texttext' FROM accesstoken WHERE token = '{token}'"));
        Assert.Equal(id, row[0]);
        Assert.Matches(MicrosecondTime(), (string)row[1]!);
        Assert.Equal("texttext", row[2]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_original_can_go_on_writing(DatabaseKind kind, bool ensured)
    {
        await using var app = await StartAsync(kind, ensured);
        const string token = "written-by-the-original-0000000000000000000";

        await OriginalDatabase.AddUserAsync(app.Database, kind, Variant, "guinevere@camelot.bt");
        await OriginalDatabase.AddTokenAsync(app.Database, kind, Variant, token);

        Assert.Equal(Variant, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: token)).Body.GetProperty("id").GetString());
        await app.LoginAsync("guinevere@camelot.bt");
        await app.Database.RunAsync($"""UPDATE "user" SET email = 'g@camelot.bt' WHERE id = '{Variant}'""");
        await app.LoginAsync("g@camelot.bt");
        await app.Database.RunAsync($"DELETE FROM accesstoken WHERE token = '{token}'");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: token)).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_two_case_variants_each_signs_in_by_the_exact_address_and_there_is_no_third(DatabaseKind kind, bool ensured)
    {
        await using var app = await StartAsync(kind, ensured, database => OriginalDatabase.AddUserAsync(database, kind, Variant, "Alice@camelot.bt"));

        foreach (var (id, email) in new[] { (OriginalDatabase.Alice, OriginalDatabase.AliceEmail), (Variant, "Alice@camelot.bt") })
        {
            var me = (await app.SendAsync(HttpMethod.Get, "/users/me", token: await app.LoginAsync(email))).Body;
            Assert.Equal(id, me.GetProperty("id").GetString());
        }

        var (status, body) = await app.SendAsync(HttpMethod.Post, "/auth/register", """{"email":"ALICE@camelot.bt","password":"guinevere"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "REGISTER_USER_ALREADY_EXISTS"), (status, body.Code()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task An_address_or_a_token_with_a_NUL_is_nobodys(DatabaseKind kind)
    {
        await using var app = await StartAsync(kind, ensured: true);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostLoginAsync(email: "alice\0@camelot.bt")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: "a%00b")).Status);
    }

    private static Task<TestApp> StartAsync(DatabaseKind kind, bool ensured, Func<TestDatabase, Task>? prepare = null) => TestApp.StartAsync(
        (builder, database) =>
        {
            Prepare(database, kind, prepare).GetAwaiter().GetResult();
            builder.Services.AddDbContextPool<CitizenDbContext>(database.Use);
            builder.Services.AddFastApiUsers<Citizen, Guid>().AddEntityFrameworkDatabase<CitizenDbContext>()
                .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt())
                .AddBackend("cookie", new CookieTransport(), strategy => strategy.UseDatabase());
        },
        app =>
        {
            if (ensured)
                Ensure(app.Services).GetAwaiter().GetResult();
            app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
            app.MapGroup("/auth/cookie").MapAuthRoutes("cookie");
            app.MapGroup("/auth").MapRegisterRoutes<BaseUserRead<Guid>, BaseUserCreate>();
            app.MapGroup("/users").MapUsersRoutes<BaseUserRead<Guid>, BaseUserUpdate>();
        },
        new Dictionary<string, string?> { ["FastApiUsers:Compatibility"] = "Original" },
        database: kind);

    private static async Task Prepare(TestDatabase database, DatabaseKind kind, Func<TestDatabase, Task>? prepare)
    {
        await OriginalDatabase.FillAsync(database, kind);
        if (prepare is not null)
            await prepare(database);
    }

    private static async Task Ensure(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        Assert.False((await FastApiUsersSchema.EnsureAsync(scope.ServiceProvider.GetRequiredService<CitizenDbContext>())).IsUnchanged);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$")]
    private static partial Regex MicrosecondTime();
}
