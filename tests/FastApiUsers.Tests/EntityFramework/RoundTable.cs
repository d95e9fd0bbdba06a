using System.Data;
using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>A database of <see cref="Squire"/>s, with the options and the model that a test asks for.</summary>
internal sealed class RoundTable : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly DbContextOptions<Context> _options;
    private readonly Action<ModelBuilder>? _model;

    private RoundTable(TestDatabase database, DbContextOptions<Context> options, Action<ModelBuilder>? model) => (_database, _options, _model) = (database, options, model);

    public static async Task<RoundTable> CreateAsync(DatabaseKind kind, Action<DbContextOptionsBuilder>? configure = null, Action<ModelBuilder>? model = null)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var options = new DbContextOptionsBuilder<Context>();
        database.Use(options);
        options.UseFastApiUsers();

        // A model of its own for each test.
        options.EnableServiceProviderCaching(false);
        configure?.Invoke(options);
        var table = new RoundTable(database, options.Options, model);
        await using var context = table.NewContext();
        await context.Database.EnsureCreatedAsync();
        return table;
    }

    public Context NewContext() => new(_options, _model);

    public Task RunAsync(string sql) => _database.RunAsync(sql);

    public async Task AddAsync(params Squire[] squires)
    {
        await using var context = NewContext();
        context.AddRange(squires);
        await context.SaveChangesAsync();
    }

    /// <summary>
    /// Whether a read went past Entity Framework Core: on SQLite the context's connection was not opened for it; on PostgreSQL the server's last
    /// statement names no table by an alias, as each query of Entity Framework Core does.
    /// </summary>
    public async Task<bool> LastReadWasDirectAsync(DbContext context, Func<Task> read)
    {
        var opened = false;
        void Note(object sender, StateChangeEventArgs change) => opened |= change.CurrentState == ConnectionState.Open;
        var connection = context.Database.GetDbConnection();
        connection.StateChange += Note;
        await read();
        connection.StateChange -= Note;
        if (_database.ConnectionString.StartsWith("Data Source", StringComparison.Ordinal))
            return !opened;

        // By a connection of another pool.
        await using var watch = TestDatabase.OfPostgreSql(_database.ConnectionString + ";Application Name=watch");
        var rows = await watch.RunAsync("SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        var statement = (string)Assert.Single(rows)[0]!;
        Assert.StartsWith("SELECT", statement, StringComparison.Ordinal);
        return !statement.Contains(" AS ", StringComparison.Ordinal);
    }

    /// <summary>Ends all connections of the applications from PostgreSQL's side.</summary>
    public async Task EndConnectionsAsync()
    {
        await using var watch = TestDatabase.OfPostgreSql(_database.ConnectionString + ";Application Name=watch");
        Assert.NotEmpty(await watch.RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    internal sealed class Context(DbContextOptions options, Action<ModelBuilder>? model = null) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var user = modelBuilder.Entity<Squire>().ToTable("squire");
            user.Ignore(squire => squire.Castle);
            user.Property(squire => squire.OldRank).HasConversion<string>();
            user.Property(squire => squire.Purse).HasPrecision(18, 6);
            user.Property(squire => squire.Colours).HasConversion(colours => $"{colours!.Field}/{colours.Charge}", text => new Colours(text.Split('/', 2)[0], text.Split('/', 2)[1]));
            user.Property<string?>("Shadow");
            modelBuilder.UseFastApiUsers<Squire, Guid>(tables => tables.Users = "squire");
            model?.Invoke(modelBuilder);
        }
    }
}
