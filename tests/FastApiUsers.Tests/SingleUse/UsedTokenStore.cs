using System.Data.Common;
using FastApiUsers.Authentication;
using FastApiUsers.Hosting;
using FastApiUsers.Tests.Support;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FastApiUsers.Tests.SingleUse;

/// <summary>An application that keeps marks of used tokens in a database of its own.</summary>
internal sealed class UsedTokenStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly LostAnswers _lost = new();

    private UsedTokenStore(TestDatabase database, bool retries)
    {
        Database = database;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddDbContextPool<UsedTokenDbContext>(options =>
        {
            if (retries)
                options.UseNpgsql(database.ConnectionString, npgsql => npgsql.EnableRetryOnFailure());
            else
                database.Use(options);
            options.AddInterceptors(_lost);
        });
        services.AddFastApiUsers<Knight, Guid>().AddEntityFrameworkUsedTokens<UsedTokenDbContext>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public TestDatabase Database { get; }

    public SteppedTime Time { get; } = new();

    public LogLines Log { get; } = new();

    public IUsedTokens Used => _services.GetRequiredService<IUsedTokens>();

    public static async Task<UsedTokenStore> CreateAsync(DatabaseKind kind, bool retries = false)
    {
        var store = new UsedTokenStore(await TestDatabase.CreateAsync(kind), retries);
        await using var scope = store._services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UsedTokenDbContext>().Database.EnsureCreatedAsync();
        return store;
    }

    public AsyncServiceScope CreateScope() => _services.CreateAsyncScope();

    /// <summary>Lets the database store the next row and loses its answer.</summary>
    public void LoseNextAnswer(string statement) => _lost.Statement = statement;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private sealed class LostAnswers : DbCommandInterceptor
    {
        public string? Statement { get; set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!IsLost(command))
                return result;
            await result.DisposeAsync();
            throw Lost();
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
            IsLost(command) ? throw Lost() : ValueTask.FromResult(result);

        private bool IsLost(DbCommand command)
        {
            if (Statement is null || !command.CommandText.StartsWith(Statement, StringComparison.Ordinal))
                return false;
            Statement = null;
            return true;
        }

        private static NpgsqlException Lost() => new("The connection is gone.", new IOException());
    }
}
