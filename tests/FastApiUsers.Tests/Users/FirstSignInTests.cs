using System.Net;
using FastApiUsers.Authentication;
using FastApiUsers.Passwords;
using FastApiUsers.Tests.Support;
using FastApiUsers.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FastApiUsers.Tests.Users;

/// <summary>The first sign-ins that fail after a start cost what any later one does, whatever hashes the database holds.</summary>
public sealed class FirstSignInTests
{
    private const string SurveyFailed = "The stored password hashes could not be looked through.";

    private readonly RecordedPasswords _passwords = new();

    public static TheoryData<string, string> Failures => new()
    {
        { "nobody@camelot.bt", "wrong" },
        { "current@camelot.bt", "wrong" },
        { "bcrypt@camelot.bt", "wrong" },
        { "pbkdf2@camelot.bt", "wrong" },
        { "none@camelot.bt", "wrong" },
        { "inactive@camelot.bt", "wrong" },
        { "inactive@camelot.bt", UserClient.Password },
        { "inactive-bcrypt@camelot.bt", "wrong" },
        { "inactive-bcrypt@camelot.bt", UserClient.Password },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_very_first_costs_one_hash_of_each_kind_that_is_stored(string email, string password)
    {
        await using var app = await StartAsync(
            NewKnight("current", RecordedPasswords.Argon2),
            NewKnight("bcrypt", RecordedPasswords.Bcrypt),
            NewKnight("pbkdf2", RecordedPasswords.Pbkdf2),
            NewKnight("none", null),
            NewKnight("inactive", RecordedPasswords.Argon2, isActive: false),
            NewKnight("inactive-bcrypt", RecordedPasswords.Bcrypt, isActive: false));

        using var response = await app.PostLoginAsync("jwt", email, password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("$2b$04$ $argon2id$v=19$m=8,t=1,p=1$ $pbkdf2-sha256$i=1000$", _passwords.Take());
    }

    [Fact]
    public async Task Where_all_hashes_are_current_it_costs_one()
    {
        await using var app = await StartAsync(NewKnight("current", RecordedPasswords.Argon2));

        foreach (var email in new[] { "nobody@camelot.bt", "current@camelot.bt" })
        {
            using var response = await app.PostLoginAsync("jwt", email, "wrong");
            Assert.Equal("$argon2id$v=19$m=8,t=1,p=1$", _passwords.Take());
        }
    }

    [Fact]
    public async Task No_more_than_four_older_kinds_are_paid_for()
    {
        await using var app = await StartAsync([.. Enumerable.Range(0, 6).Select(i =>
            NewKnight($"knight{i}", NewPbkdf2(1000 + i)))]);

        using var response = await app.PostLoginAsync("jwt", "nobody@camelot.bt", "wrong");

        Assert.Equal(5, _passwords.Take().Split(' ').Length);
    }

    [Fact]
    public async Task Texts_that_cost_nothing_take_none_of_the_four_places()
    {
        await using var app = await StartAsync(
            [NewKnight("none", null), .. Hex(6), .. Enumerable.Range(0, 4).Select(i => NewKnight($"knight{i}", NewPbkdf2(1000 + i)))]);

        using var response = await app.PostLoginAsync("jwt", "nobody@camelot.bt", "wrong");

        Assert.Equal(
            "$argon2id$v=19$m=8,t=1,p=1$ $pbkdf2-sha256$i=1000$ $pbkdf2-sha256$i=1001$ $pbkdf2-sha256$i=1002$ $pbkdf2-sha256$i=1003$",
            _passwords.Take());
    }

    [Fact]
    public async Task Texts_of_unknown_form_do_not_end_the_search()
    {
        await using var app = await StartAsync([.. Hex(10), NewKnight("bcrypt", RecordedPasswords.Bcrypt)]);

        foreach (var email in new[] { "nobody@camelot.bt", "hex1@camelot.bt" })
        {
            using var response = await app.PostLoginAsync("jwt", email, "wrong");
            Assert.Equal("$2b$04$ $argon2id$v=19$m=8,t=1,p=1$", _passwords.Take());
        }
    }

    [Fact]
    public async Task Too_many_of_them_do()
    {
        var searches = 0;

        await new SignInCost().LearnAsync(_passwords, (known, _) => Task.FromResult<string?>($"{searches++:x32}"), default);

        Assert.Equal(16, searches);
    }

    [Fact]
    public async Task Both_versions_of_Identity_are_found()
    {
        await using var app = await StartAsync(
            NewIdentityKnight("v2", PasswordHasherCompatibilityMode.IdentityV2), NewIdentityKnight("v3", PasswordHasherCompatibilityMode.IdentityV3));

        using var response = await app.PostLoginAsync("jwt", "nobody@camelot.bt", "wrong");

        Assert.Equal("$argon2id$v=19$m=8,t=1,p=1$ A AQAAAAIAAAAKAAAAE", _passwords.Take());
    }

    [Fact]
    public async Task Kinds_that_differ_by_the_case_of_letters_are_both_found()
    {
        await using var app = await StartAsync(
            new Knight { Email = "lower@camelot.bt", HashedPassword = "md5$salt$hash" }, new Knight { Email = "upper@camelot.bt", HashedPassword = "MD5$salt$hash" });

        using var response = await app.PostLoginAsync("jwt", "nobody@camelot.bt", "wrong");

        Assert.Equal("$argon2id$v=19$m=8,t=1,p=1$ MD5$ md5$", _passwords.Take());
    }

    [Fact]
    public async Task A_hash_with_a_salt_of_another_length_costs_what_a_current_one_does()
    {
        var parameters = new Argon2Parameters { MemorySize = 8, Iterations = 1, Parallelism = 1, SaltLength = 32 };
        await using var app = await StartAsync(NewKnight("long", new PasswordHash(new Argon2Hasher(parameters))));

        foreach (var email in new[] { "nobody@camelot.bt", "long@camelot.bt", "nobody@camelot.bt" })
        {
            using var response = await app.PostLoginAsync("jwt", email, "wrong");
            Assert.Equal("$argon2id$v=19$m=8,t=1,p=1$", _passwords.Take());
        }
    }

    [Fact]
    public async Task An_empty_database_is_no_failure()
    {
        await using var app = await StartAsync();

        using var response = await app.PostLoginAsync("jwt", "nobody@camelot.bt", "wrong");

        Assert.Equal("$argon2id$v=19$m=8,t=1,p=1$", _passwords.Take());
        Assert.DoesNotContain(app.Log.Lines, line => line.Text.StartsWith(SurveyFailed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_cannot_be_asked_is_logged_and_the_kinds_are_learned_from_sign_ins()
    {
        await using var app = await StartAsync(services => Execute(services, "ALTER TABLE \"user\" RENAME TO elsewhere"));
        var line = Assert.Single(app.Log.Lines, line => line.Text.StartsWith(SurveyFailed, StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, line.Level);
        await app.ExecuteAsync("ALTER TABLE elsewhere RENAME TO \"user\"");
        Store(app.Services, NewKnight("bcrypt", RecordedPasswords.Bcrypt));

        foreach (var email in new[] { "bcrypt@camelot.bt", "nobody@camelot.bt" })
        {
            using var response = await app.PostLoginAsync("jwt", email, "wrong");
            Assert.Equal("$2b$04$ $argon2id$v=19$m=8,t=1,p=1$", _passwords.Take());
        }
    }

    [Fact]
    public async Task Each_kind_of_users_is_looked_through()
    {
        await using var app = await TestApp.StartAsync(
            (builder, database) =>
            {
                builder.Services.AddDbContext<TwoKindsDbContext>(database.Use);
                builder.Services.AddSingleton<IPasswordHelper>(_passwords);
                builder.Services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkDatabase<TwoKindsDbContext>();
                builder.Services.AddFastApiUsers<IntKnight, int>().AddEntityFrameworkDatabase<TwoKindsDbContext>()
                    .AddBackend("page", new BearerTransport("pages/login"), strategy => strategy.UseJwt());
            },
            app =>
            {
                Castle.EnsureCreated<TwoKindsDbContext>(app.Services);
                using var scope = app.Services.CreateScope();
                var context = scope.ServiceProvider.GetRequiredService<TwoKindsDbContext>();
                context.Add(NewKnight("current", RecordedPasswords.Argon2));
                context.Add(new IntKnight { Email = "bcrypt@camelot.bt", HashedPassword = RecordedPasswords.Bcrypt.Hash(UserClient.Password) });
                context.SaveChanges();
                app.Services.GetRequiredService<FastApiUsers<IntKnight, int>>().MapAuthRoutes(app.MapGroup("/pages"), "page");
            });
        await SettleAsync(app);

        using var form = new FormUrlEncodedContent([new("username", "nobody@camelot.bt"), new("password", "wrong")]);
        using var response = await app.Client.PostAsync("/pages/login", form);

        Assert.Equal("$2b$04$ $argon2id$v=19$m=8,t=1,p=1$", _passwords.Take());
    }

    private Task<TestApp> StartAsync(params Knight[] knights) => StartAsync(services => Store(services, knights));

    /// <summary>Starts the program on a database that is there already.</summary>
    private async Task<TestApp> StartAsync(Action<IServiceProvider> before)
    {
        var app = await Castle.StartAsync(
            users => users.Services.Replace(ServiceDescriptor.Singleton<IPasswordHelper>(_passwords)), routes: app => before(app.Services));
        await SettleAsync(app);
        return app;
    }

    private async Task SettleAsync(TestApp app)
    {
        await app.SettleAsync();
        _passwords.Take();
    }

    private static void Store(IServiceProvider services, params Knight[] knights)
    {
        using var scope = services.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>();
        context.AddRange(knights);
        context.SaveChanges();
    }

    private static void Execute(IServiceProvider services, string sql)
    {
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<KnightDbContext<Knight, Guid>>().Database.ExecuteSqlRaw(sql);
    }

    private static Knight NewKnight(string name, PasswordHash? passwords, bool isActive = true) => new()
    {
        Email = name + "@camelot.bt",
        HashedPassword = passwords?.Hash(UserClient.Password) ?? "!",
        IsActive = isActive,
    };

    private static PasswordHash NewPbkdf2(int iterations) => new(new Pbkdf2Hasher(new Pbkdf2Parameters { Iterations = iterations }));

    private static Knight NewIdentityKnight(string name, PasswordHasherCompatibilityMode mode)
    {
        var options = Options.Create(new PasswordHasherOptions { CompatibilityMode = mode, IterationCount = 10 });
        return new Knight { Email = name + "@camelot.bt", HashedPassword = new PasswordHasher<Knight>(options).HashPassword(null!, UserClient.Password) };
    }

    private static IEnumerable<Knight> Hex(int count) =>
        Enumerable.Range(1, count).Select(i => new Knight { Email = $"hex{i}@camelot.bt", HashedPassword = $"{i:x32}" });

    private sealed class TwoKindsDbContext(DbContextOptions<TwoKindsDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
            .UseFastApiUsers<Knight, Guid>()
            .UseFastApiUsers<IntKnight, int>(tables => (tables.Users, tables.AccessTokens) = ("page", "page_accesstoken"));
    }
}
