using System.Data;
using System.Globalization;
using System.Text.Json;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using FastApiUsers.Users;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>
/// The read that each request with a token pays goes past Entity Framework Core where nobody can tell, and by it where somebody could.
/// </summary>
public sealed class DirectReadTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task What_is_read_directly_is_what_Entity_Framework_reads(DatabaseKind kind)
    {
        await using var table = await RoundTable.CreateAsync(kind);
        Squire[] squires =
        [
            new() { Email = "wart@camelot.bt", HashedPassword = "x" },
            new()
            {
                Email = "kay@camelot.bt", HashedPassword = "y", IsActive = false, IsSuperuser = true, IsVerified = true,
                Rank = Rank.Knight, OldRank = Rank.Page, Age = 17, Purse = 12.345678m, Seal = [1, 0, 255], Horse = Guid.CreateVersion7(), Born = new DateOnly(480, 2, 3),
                Vigil = new TimeSpan(1, 2, 3, 4, 567), KnightedAt = new DateTimeOffset(2026, 11, 22, 23, 59, 59, TimeSpan.FromHours(2)).AddTicks(1_234_560),
                SeenAt = new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Utc), Colours = new Colours("gules", "or"), Weight = 81.5, Motto = "Onward ✠ 😀",
            },
        ];
        await table.AddAsync(squires);

        foreach (var squire in squires)
        {
            await using var context = table.NewContext();
            var expected = await context.Set<Squire>().AsNoTracking().SingleAsync(stored => stored.Id == squire.Id);
            var read = await Users(context).GetAsync(squire.Id, default);
            Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(read));
            Assert.Equal(squire.Email, read!.Email);
            Assert.Equal(squire.Oath, read.Oath);
            Assert.Empty(context.ChangeTracker.Entries());
            Assert.True(await table.LastReadWasDirectAsync(context, async () => await Users(context).GetAsync(squire.Id, default)));
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Nobody_is_found_by_an_id_that_there_is_not(DatabaseKind kind)
    {
        await using var table = await RoundTable.CreateAsync(kind);
        await using var context = table.NewContext();

        Assert.Null(await Users(context).GetAsync(Guid.CreateVersion7(), default));
        Assert.Equal(ConnectionState.Closed, context.Database.GetDbConnection().State);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_token_is_read_directly_and_judged_by_its_age(DatabaseKind kind)
    {
        await using var table = await RoundTable.CreateAsync(kind);
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await table.AddAsync(squire);
        await using var context = table.NewContext();
        var tokens = new EntityFrameworkAccessTokenDatabase<Squire, Guid>(context);
        var issued = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_560);
        await tokens.CreateAsync("token", squire.Id, issued, default);

        Assert.True(await table.LastReadWasDirectAsync(context, async () => await tokens.GetByTokenAsync("token", null, default)));
        Assert.Equal((squire.Id, issued), await tokens.GetByTokenAsync("token", issued, default) is { } found ? (found.UserId, found.CreatedAt) : default);
        Assert.Null(await tokens.GetByTokenAsync("token", issued.AddMicroseconds(1), default));
        Assert.Null(await tokens.GetByTokenAsync("Token", null, default));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_transaction_reads_what_it_wrote(DatabaseKind kind)
    {
        await using var table = await RoundTable.CreateAsync(kind);
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await table.AddAsync(squire);
        await using var context = table.NewContext();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Set<Squire>().ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Motto, "Onward"));

        Assert.Equal("Onward", (await Users(context).GetAsync(squire.Id, default))!.Motto);
        await transaction.RollbackAsync();
        Assert.Null((await Users(context).GetAsync(squire.Id, default))!.Motto);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_connection_that_the_application_holds_open_is_the_one_that_is_read(DatabaseKind kind)
    {
        await using var table = await RoundTable.CreateAsync(kind);
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await table.AddAsync(squire);
        await using var context = table.NewContext();
        await context.Database.OpenConnectionAsync();
        await context.Database.ExecuteSqlRawAsync("CREATE TEMPORARY TABLE squire AS SELECT * FROM squire");
        await context.Database.ExecuteSqlRawAsync("UPDATE squire SET motto = 'of this connection'");

        Assert.Equal("of this connection", (await Users(context).GetAsync(squire.Id, default))!.Motto);
        Assert.Equal(ConnectionState.Open, context.Database.GetDbConnection().State);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task An_interceptor_sees_each_read(DatabaseKind kind)
    {
        var recorder = new StatementRecorder();
        await using var table = await RoundTable.CreateAsync(kind, options => options.AddInterceptors(recorder));
        await using var context = table.NewContext();
        recorder.Statements.Clear();

        await Users(context).GetAsync(Guid.CreateVersion7(), default);

        Assert.Single(recorder.Statements);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Who_logs_commands_finds_each_read_in_the_log(DatabaseKind kind)
    {
        var lines = new List<string>();
        await using var table = await RoundTable.CreateAsync(kind, options => options.LogTo(lines.Add, [RelationalEventId.CommandExecuted]));
        await using var context = table.NewContext();
        lines.Clear();

        await Users(context).GetAsync(Guid.CreateVersion7(), default);

        Assert.Single(lines);
    }

    [Fact]
    public async Task A_logger_of_commands_is_told_as_well()
    {
        using var log = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new Silent()));
        await using var table = await RoundTable.CreateAsync(DatabaseKind.Sqlite, options => options.UseLoggerFactory(log));
        await using var context = table.NewContext();

        Assert.False(await table.LastReadWasDirectAsync(context, async () => await Users(context).GetAsync(Guid.CreateVersion7(), default)));
    }

    [Fact]
    public async Task A_context_that_tries_again_reads_directly_as_well()
    {
        await using var table = await RoundTable.CreateAsync(DatabaseKind.PostgreSql, options => options.UseNpgsql(npgsql => npgsql.EnableRetryOnFailure()));
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await table.AddAsync(squire);
        await using var context = table.NewContext();

        Assert.True(await table.LastReadWasDirectAsync(context, async () => Assert.NotNull(await Users(context).GetAsync(squire.Id, default))));

        // Its connection is gone, and the driver does not know yet.
        await table.EndConnectionsAsync();
        Assert.NotNull(await Users(context).GetAsync(squire.Id, default));
    }

    [Fact]
    public async Task A_filter_of_the_model_holds()
    {
        await using var table = await RoundTable.CreateAsync(DatabaseKind.Sqlite, model: model => model.Entity<Squire>().HasQueryFilter(squire => squire.Motto != "gone"));
        var (there, gone) = (new Squire { Email = "wart@camelot.bt", HashedPassword = "x", Motto = "Onward" }, new Squire { Email = "kay@camelot.bt", HashedPassword = "x", Motto = "gone" });
        await table.AddAsync(there, gone);
        await using var context = table.NewContext();

        Assert.NotNull(await Users(context).GetAsync(there.Id, default));
        Assert.Null(await Users(context).GetAsync(gone.Id, default));
    }

    [Fact]
    public async Task A_derived_user_is_read_as_one()
    {
        await using var table = await RoundTable.CreateAsync(DatabaseKind.Sqlite, model: model => model.Entity<Champion>());
        var champion = new Champion { Email = "lancelot@camelot.bt", HashedPassword = "x", Lance = "ash" };
        await table.AddAsync(champion);
        await using var context = table.NewContext();

        Assert.Equal("ash", Assert.IsType<Champion>(await Users(context).GetAsync(champion.Id, default)).Lance);
    }

    [Fact]
    public async Task A_row_of_another_kind_is_nobody()
    {
        await using var table = await RoundTable.CreateAsync(
            DatabaseKind.Sqlite, model: model => model.Entity<Squire>().HasDiscriminator<string>("Kind").HasValue<Squire>("squire").IsComplete(false));
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await table.AddAsync(squire);
        await using var context = table.NewContext();
        Assert.NotNull(await Users(context).GetAsync(squire.Id, default));

        await table.RunAsync("UPDATE squire SET kind = 'horse'");
        Assert.Null(await Users(context).GetAsync(squire.Id, default));
    }

    [Fact]
    public async Task An_interceptor_that_an_extension_brings_sees_each_read()
    {
        var recorder = new StatementRecorder();
        await using var table = await RoundTable.CreateAsync(
            DatabaseKind.Sqlite, options => ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new Bringing(services => services.AddSingleton<IInterceptor>(recorder))));
        await using var context = table.NewContext();
        recorder.Statements.Clear();

        await Users(context).GetAsync(Guid.CreateVersion7(), default);

        Assert.Single(recorder.Statements);
    }

    [Fact]
    public async Task Who_has_a_say_in_what_is_made_of_a_row_is_asked()
    {
        await using var table = await RoundTable.CreateAsync(DatabaseKind.Sqlite, options => options.AddInterceptors(new Naming()));
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await table.AddAsync(squire);
        await using var context = table.NewContext();

        Assert.Equal("named", (await Users(context).GetAsync(squire.Id, default))!.Motto);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_read_beside_another_of_one_context_is_told_and_not_mixed_up(DatabaseKind kind)
    {
        await using var table = await RoundTable.CreateAsync(kind);
        await using var context = table.NewContext();
        await Users(context).GetAsync(Guid.CreateVersion7(), default);
        var detector = context.GetService<IConcurrencyDetector>();

        using (detector.EnterCriticalSection())
        {
            // In another flow: within its own an operation may have parts.
            Task read;
            using (ExecutionContext.SuppressFlow())
                read = Task.Run(() => Users(context).GetAsync(Guid.CreateVersion7(), default));
            await Assert.ThrowsAsync<InvalidOperationException>(() => read);
        }

        Assert.Null(await Users(context).GetAsync(Guid.CreateVersion7(), default));
    }

    [Fact]
    public async Task What_a_user_owns_comes_with_it()
    {
        await using var table = await RoundTable.CreateAsync(DatabaseKind.Sqlite, model: model => model.Entity<Squire>().OwnsOne(squire => squire.Castle));
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x", Castle = new Keep { Name = "Camelot" } };
        await table.AddAsync(squire);
        await using var context = table.NewContext();

        Assert.Equal("Camelot", (await Users(context).GetAsync(squire.Id, default))!.Castle?.Name);
    }

    [Fact]
    public async Task A_database_in_memory_is_the_one_of_its_connection()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var options = new DbContextOptionsBuilder<RoundTable.Context>().UseSqlite(connection).UseFastApiUsers().Options;
        await using var context = new RoundTable.Context(options);
        await context.Database.EnsureCreatedAsync();
        var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
        await Users(context).CreateAsync(squire, default);

        Assert.Equal("wart@camelot.bt", (await Users(context).GetAsync(squire.Id, default))?.Email);
    }

    [Fact]
    public async Task A_file_that_was_made_anew_is_read_anew()
    {
        var folder = Directory.CreateTempSubdirectory("fastapiusers-sqlite-").FullName;
        try
        {
            var options = new DbContextOptionsBuilder<RoundTable.Context>().UseSqlite($"Data Source={Path.Combine(folder, "pooled.db")}").UseFastApiUsers().Options;
            var squire = new Squire { Email = "wart@camelot.bt", HashedPassword = "x" };
            foreach (var round in Enumerable.Range(0, 3))
            {
                await using var context = new RoundTable.Context(options);
                await context.Database.EnsureDeletedAsync();
                await context.Database.EnsureCreatedAsync();
                Assert.Null(await Users(context).GetAsync(squire.Id, default));

                squire.Motto = round.ToString(CultureInfo.InvariantCulture);
                await Users(context).CreateAsync(squire, default);
                Assert.Equal(squire.Motto, (await Users(context).GetAsync(squire.Id, default))?.Motto);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static EntityFrameworkUserDatabase<Squire, Guid> Users(DbContext context) => new(context);

    private sealed class Naming : IMaterializationInterceptor
    {
        public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
        {
            ((Squire)entity).Motto = "named";
            return entity;
        }
    }

    private sealed class Bringing(Action<IServiceCollection> apply) : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

        public void ApplyServices(IServiceCollection services) => apply(services);

        public void Validate(IDbContextOptions options)
        {
        }

        private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
        {
            public override bool IsDatabaseProvider => false;

            public override string LogFragment => "";

            public override int GetServiceProviderHashCode() => 0;

            public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

            public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            {
            }
        }
    }

    private sealed class Silent : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
