using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Passwords;
using FastApiUsers.Schemas;
using FastApiUsers.Tests.EntityFramework.Contracts;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using FastApiUsers.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>Texts that a database cannot hold are a mistake of the request. PostgreSQL has no text with U+0000.</summary>
public sealed class UnstorableTextTests
{
    private const string Superuser = "UPDATE \"user\" SET is_superuser = TRUE";

    [Theory]
    [InlineData("first_name")]
    [InlineData("motto")]
    public async Task A_member_with_U_0000_is_a_422_that_names_it_and_stores_nothing(string member)
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.PostgreSql);
        var json = $$"""{"email":"{{UserClient.Email}}","password":"{{UserClient.Password}}","{{member}}":"a\u0000b"}""";

        var (status, body) = await app.SendAsync(HttpMethod.Post, "/auth/register", json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["body." + member], body.Locations());
        Assert.Equal(0L, (await app.Database.RunAsync("SELECT count(*) FROM \"user\"")).Single()[0]);
    }

    [Fact]
    public async Task A_change_with_U_0000_is_a_422_that_names_the_member_and_stores_nothing()
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.PostgreSql);
        var user = await app.RegisterAsync();
        await app.ExecuteAsync(Superuser);
        var token = await app.LoginAsync();

        var (own, ownBody) = await app.SendAsync(HttpMethod.Patch, "/users/me", """{"horses":3,"motto":"\u0000"}""", token);
        var (other, otherBody) = await app.SendAsync(HttpMethod.Patch, $"/users/{user.GetProperty("id")}", """{"horses":3,"seat":"\u0000"}""", token);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (own, other));
        Assert.Equal(["body.motto"], ownBody.Locations());
        Assert.Equal(["body.seat"], otherBody.Locations());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await app.SendAsync(HttpMethod.Get, "/users/me", token: token)).Body.GetProperty("horses").ValueKind);
    }

    [Theory]
    [InlineData("/auth/register", """{"email":"a\u0000@camelot.bt","password":"guinevere"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/auth/register", """{"email":"b@camelot.bt","password":"guine\u0000vere"}""", HttpStatusCode.Created)]
    [InlineData("/auth/register", """{"email":"b@camelot.bt","password":"guinevere","motto":"\ud800"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/auth/register", """{"email":"b@camelot.bt","password":"guinevere","\u0000":"\u0000"}""", HttpStatusCode.Created)]
    [InlineData("/auth/forgot-password", """{"email":"a\u0000@camelot.bt"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/auth/request-verify-token", """{"email":"a\u0000@camelot.bt"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/auth/reset-password", """{"token":"\u0000","password":"\u0000"}""", HttpStatusCode.BadRequest)]
    [InlineData("/auth/verify", """{"token":"\u0000"}""", HttpStatusCode.BadRequest)]
    public async Task U_0000_in_a_body_is_judged_as_any_other_text(string path, string json, HttpStatusCode expected)
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.PostgreSql);

        Assert.Equal(expected, (await app.SendAsync(HttpMethod.Post, path, json)).Status);
    }

    [Theory]
    [InlineData("arthur\0@camelot.bt", UserClient.Password)]
    [InlineData("\0", "\0")]
    [InlineData(UserClient.Email, "\0")]
    [InlineData(UserClient.Email, UserClient.Password + "\0")]
    public async Task A_sign_in_with_U_0000_is_one_with_bad_credentials(string email, string password)
    {
        await using var app = await Castle.StartAsync(database: DatabaseKind.PostgreSql);
        await app.RegisterAsync();

        using var response = await app.PostLoginAsync("jwt", email, password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"detail":"LOGIN_BAD_CREDENTIALS"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("abc%00", null)]
    [InlineData("\"abc\\000\"", null)]
    [InlineData("\"\\000\"", "Plain")]
    [InlineData("abc%00", "Plain")]
    public async Task A_token_with_U_0000_signs_nobody_in(string cookie, string? storage)
    {
        await using var app = await Castle.StartAsync(
            settings: new Dictionary<string, string?> { ["FastApiUsers:TokenStorage"] = storage ?? "Hashed" }, database: DatabaseKind.PostgreSql);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.SendAsync(HttpMethod.Get, "/users/me", cookie: cookie)).Status);
    }

    [Fact]
    public async Task An_id_with_U_0000_is_nobodys()
    {
        await using var app = await Castle.StartAsync<StringKnight, string, KnightRead<string>>(database: DatabaseKind.PostgreSql);
        await app.RegisterAsync();
        await app.ExecuteAsync<KnightDbContext<StringKnight, string>>(Superuser);
        var key = JwtKey.Create("SECRETSECRETSECRETSECRETSECRETSECRET");
        var forged = Jwt.Generate([new("sub", "a\0b"), new("aud", new[] { "fastapi-users:auth" })], key, TimeSpan.FromHours(1), TimeProvider.System);

        var (subject, _) = await app.SendAsync(HttpMethod.Get, "/users/me", token: forged);
        var token = await app.LoginAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Patch, HttpMethod.Delete })
        {
            // The server itself refuses the character in a path.
            var (path, _) = await app.SendAsync(method, "/users/a%00b", method == HttpMethod.Patch ? "{}" : null, token);
            Assert.True(path is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{method}: {path}");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, subject);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_text_that_is_longer_than_its_column_is_a_422_that_names_the_member(DatabaseKind kind)
    {
        await using var app = await StartShieldsAsync(kind);
        var (longest, tooLong) = (new string('x', 100), new string('x', 101));

        var (refused, body) = await app.SendAsync(HttpMethod.Post, "/auth/register", $$"""{"email":"a@camelot.bt","password":"guinevere","shield":"{{tooLong}}"}""");
        await app.RegisterAsync(more: $$""","shield":"{{longest}}" """);
        var token = await app.LoginAsync();
        var (unchanged, change) = await app.SendAsync(HttpMethod.Patch, "/users/me", $$"""{"motto":"Onward","shield":"{{tooLong}}"}""", token);
        var (_, me) = await app.SendAsync(HttpMethod.Get, "/users/me", token: token);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (refused, unchanged));
        Assert.Equal(["body.shield"], body.Locations());
        Assert.Equal(["body.shield"], change.Locations());
        Assert.Equal("String should have at most 100 characters", body.GetProperty("detail")[0].GetProperty("msg").GetString());
        Assert.Equal((longest, ""), (me.GetProperty("shield").GetString(), me.GetProperty("motto").GetString()));
    }

    private static Task<TestApp> StartShieldsAsync(DatabaseKind kind) => TestApp.StartAsync(
        (builder, store) =>
        {
            builder.Services.AddDbContextPool<ContractDbContext<GuidUser, Guid>>(store.Use);
            builder.Services.AddSingleton<IPasswordHelper, CheapPasswords>();
            builder.Services.AddFastApiUsers<GuidUser, Guid>().AddEntityFrameworkDatabase<ContractDbContext<GuidUser, Guid>>()
                .AddBackend("jwt", new BearerTransport("auth/jwt/login"), strategy => strategy.UseJwt());
        },
        app =>
        {
            Castle.EnsureCreated<ContractDbContext<GuidUser, Guid>>(app.Services);
            app.MapGroup("/auth/jwt").MapAuthRoutes("jwt");
            app.MapGroup("/auth").MapRegisterRoutes<ShieldRead, ShieldCreate>();
            app.MapGroup("/users").MapUsersRoutes<ShieldRead, ShieldUpdate>();
        },
        database: kind);

    private sealed class ShieldRead : KnightRead<Guid>
    {
        public string? Shield { get; set; }
    }

    private sealed class ShieldCreate : BaseUserCreate
    {
        public string? Shield { get; set; }
    }

    private sealed class ShieldUpdate : BaseUserUpdate
    {
        public string? Motto { get; set; }

        public string? Shield { get; set; }
    }
}
