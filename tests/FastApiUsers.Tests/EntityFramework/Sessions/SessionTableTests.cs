using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Sessions;
using FastApiUsers.Tests.EntityFramework.Schema;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FastApiUsers.Tests.EntityFramework.Sessions;

/// <summary>The table of sessions: how a model gets it and a database, and that each kind of users has its own.</summary>
public sealed class SessionTableTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 22, 9, 5, 31, TimeSpan.Zero);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_database_without_sessions_gets_their_table_beside_what_it_has(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var before = CitizenDbContext.Open(database))
            await FastApiUsersSchema.EnsureAsync(before);
        await using var context = Open(database);

        var report = await FastApiUsersSchema.EnsureAsync(context);

        Assert.Contains("user_session", report.CreatedTables);
        Assert.DoesNotContain("user", report.CreatedTables);
        Assert.Superset(new HashSet<string> { "ix_user_session_ended_at", "ix_user_session_user_id" }, report.CreatedIndexes.ToHashSet());
        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).IsUnchanged);
        Assert.Contains("ended_at IS NOT NULL", await ReadIndexAsync(database, kind), StringComparison.Ordinal);
        var arthur = await AddAsync(context, new Citizen());
        Assert.True(await new EntityFrameworkSessionDatabase<Citizen, Guid>(context).CreateAsync(NewSession(arthur), default));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task What_EnsureCreated_made_is_complete(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = Open(database);
        await context.Database.EnsureCreatedAsync();

        Assert.True((await FastApiUsersSchema.EnsureAsync(context)).IsUnchanged);
    }

    [Fact]
    public async Task Its_columns_on_SQLite_are_those_of_the_other_tables()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

        Assert.Equivalent(
            new[]
            {
                "id VARCHAR(20) 1", "user_id CHAR(36) 1", "backend VARCHAR(100) 1", "created_at TIMESTAMP 1", "last_used_at TIMESTAMP 1", "expires_at TIMESTAMP 1",
                "authentication_method VARCHAR(100) 1", "authenticated_at TIMESTAMP 1", "user_agent VARCHAR(512) 0", "ip_address VARCHAR(45) 0",
                "ended_at TIMESTAMP 0", "refresh_token_hash VARCHAR(43) 0", "used_refresh_tokens VARCHAR(512) 0",
            },
            await DescribeAsync(database, """SELECT name || ' ' || type || ' ' || "notnull" FROM pragma_table_info('user_session')"""),
            strict: true);
    }

    [Fact]
    public async Task Its_columns_on_PostgreSQL_are_those_of_the_other_tables()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);

        Assert.Equivalent(
            new[]
            {
                "id character varying(20) true", "user_id uuid true", "backend character varying(100) true", "created_at timestamp with time zone true",
                "last_used_at timestamp with time zone true", "expires_at timestamp with time zone true", "authentication_method character varying(100) true",
                "authenticated_at timestamp with time zone true", "user_agent character varying(512) false", "ip_address character varying(45) false",
                "ended_at timestamp with time zone false", "refresh_token_hash character varying(43) false",
                "used_refresh_tokens character varying(512) false",
            },
            await DescribeAsync(
                database, "SELECT attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull FROM pg_attribute WHERE attrelid = 'user_session'::regclass AND attnum > 0"),
            strict: true);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.InMemory)]
    public async Task A_kind_of_users_does_not_see_the_sessions_of_another(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = Open(database);
        await context.Database.EnsureCreatedAsync();
        var id = Guid.CreateVersion7();
        await AddAsync(context, new Citizen { Id = id });
        await AddAsync(context, new Guest { Id = id });
        var (citizens, guests) = (new EntityFrameworkSessionDatabase<Citizen, Guid>(context), new EntityFrameworkSessionDatabase<Guest, Guid>(context));

        Assert.True(await citizens.CreateAsync(NewSession(id), default));

        Assert.Null(await guests.FindAsync("session", default));
        Assert.Empty(await guests.ListAsync(id, default));
        Assert.False(await guests.RotateRefreshTokenAsync("session", "current", "next", "current", Began, default));
        Assert.False(await guests.EndAsync("session", Began, default));
        Assert.Empty(await guests.EndByUserAsync(id, null, Began, default));
        await guests.RecordUseAsync(["session"], Began.AddHours(1), default);
        Assert.Equal(0, await guests.DeleteAsync(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, 10, default));
        Assert.Equal(NewSession(id), await citizens.FindAsync("session", default));
        await citizens.EndAsync("session", Began, default);
        Assert.Empty(await guests.ListEndedSinceAsync(DateTimeOffset.UnixEpoch, default));
        Assert.Single(await citizens.ListEndedSinceAsync(DateTimeOffset.UnixEpoch, default));
    }

    [Fact]
    public async Task A_model_without_the_table_is_refused_with_the_call_that_mends_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var context = CitizenDbContext.Open(database);

        var failure = Assert.Throws<InvalidOperationException>(() => new EntityFrameworkSessionDatabase<Citizen, Guid>(context));

        Assert.Equal("CitizenDbContext has no table of sessions. Call modelBuilder.UseFastApiUsersSessions<Citizen, Guid>() in OnModelCreating.", failure.Message);
    }

    [Fact]
    public async Task The_database_is_registered_for_its_kind_of_users()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var services = new ServiceCollection();
        services.AddDbContext<SessionDbContext>(database.Use);
        services.AddFastApiUsers<Citizen, Guid>().AddEntityFrameworkDatabase<SessionDbContext>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();

        Assert.IsType<EntityFrameworkSessionDatabase<Citizen, Guid>>(scope.ServiceProvider.GetRequiredKeyedService<ISessionDatabase<Guid>>(typeof(Citizen)));
        Assert.Null(scope.ServiceProvider.GetKeyedService<ISessionDatabase<Guid>>(typeof(Guest)));
    }

    private static async Task<string> ReadIndexAsync(TestDatabase database, DatabaseKind kind) => (string)(await database.RunAsync(kind == DatabaseKind.Sqlite
        ? "SELECT sql FROM sqlite_master WHERE name = 'ix_user_session_ended_at'"
        : "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_user_session_ended_at'")).Single()[0]!;

    private static async Task<List<string>> DescribeAsync(TestDatabase database, string sql)
    {
        await using var context = Open(database);
        await context.Database.EnsureCreatedAsync();
        return [.. (await database.RunAsync(sql)).Select(row => (string)row[0]!)];
    }

    private static SessionDbContext Open(TestDatabase database) => Contexts.Open<SessionDbContext>(database, options => new SessionDbContext(options));

    private static async Task<Guid> AddAsync<TUser>(SessionDbContext context, TUser user)
        where TUser : User<Guid>
    {
        (user.Email, user.HashedPassword) = ("arthur@camelot.bt", "x");
        await new EntityFrameworkUserDatabase<TUser, Guid>(context).CreateAsync(user, default);
        return user.Id;
    }

    private static UserSession<Guid> NewSession(Guid userId) => new()
    {
        Id = "session",
        UserId = userId,
        Backend = "cookie",
        CreatedAt = Began,
        LastUsedAt = Began,
        ExpiresAt = Began.AddDays(30),
        AuthenticationMethod = "password",
        AuthenticatedAt = Began,
        RefreshTokenHash = "current",
    };

    private sealed class Guest : User<Guid>;

    private sealed class SessionDbContext(DbContextOptions<SessionDbContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.UseFastApiUsers<Citizen, Guid>().UseFastApiUsersSessions<Citizen, Guid>();
            modelBuilder.UseFastApiUsersSessions<Guest, Guid>("guest_session").UseFastApiUsers<Guest, Guid>(tables => (tables.Users, tables.AccessTokens) = ("guest", "guesttoken"));
        }
    }
}
