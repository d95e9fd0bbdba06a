using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Transactions;
using FastApiUsers.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.EntityFrameworkCore.Reads;

/// <summary>
/// The way to the database past Entity Framework Core, for a read that nobody can tell from the ordinary one: it is closed where the
/// application has interceptors, a log of commands or a diagnostic listener, a transaction or an open connection.
/// </summary>
internal sealed class DirectAccess
{
    private readonly bool _sqlite;

    // Of a pooled context all instances have the same options.
    private Judgement? _last;

    private DirectAccess(bool sqlite) => _sqlite = sqlite;

    public enum Verdict
    {
        Closed,
        Open,

        /// <summary>By the context's execution strategy.</summary>
        Retries,
    }

    /// <summary>The way, or <see langword="null"/> for a database that it was not tried with.</summary>
    public static DirectAccess? TryCreate(DbContext context) => context.Database.ProviderName switch
    {
        SqliteStorage.ProviderName => new(sqlite: true),
        PostgreSqlStorage.ProviderName => new(sqlite: false),
        _ => null,
    };

    /// <summary>Whether a context can be read past Entity Framework Core now.</summary>
    public Verdict Judge(DbContext context)
    {
        var options = context.GetService<IDbContextOptions>();
        var last = _last;
        if (last?.Options != options)
            _last = last = new(options, Judge(options));
        return last.Verdict == Verdict.Closed || context.Database.CurrentTransaction is not null || Transaction.Current is not null || IsObserved(context)
            || context.Database.GetDbConnection().State != ConnectionState.Closed
                ? Verdict.Closed
                : last.Verdict;
    }

    /// <summary>A closed connection for one read.</summary>
    public DbConnection Connect(DbContext context)
    {
        var connection = context.Database.GetDbConnection();
        if (!_sqlite)
            return connection;

        // The context's own connection tells SQLite all functions of Entity Framework Core anew each time that it is opened, from the pool
        // too. A plain one comes from the same pool, and needs none of them.
        var plain = DbProviderFactories.GetFactory(connection)!.CreateConnection()!;
        plain.ConnectionString = connection.ConnectionString;
        return plain;
    }

    /// <summary>Gives the connection back.</summary>
    public ValueTask ReleaseAsync(DbConnection connection) => _sqlite ? connection.DisposeAsync() : new(connection.CloseAsync());

    private Verdict Judge(IDbContextOptions options)
    {
        var verdict = Verdict.Open;
        foreach (var extension in options.Extensions)
        {
            if (extension is CoreOptionsExtension { Interceptors: { } interceptors } && interceptors.Any(SeesReads))
                return Verdict.Closed;

            // A connection to SQLite that the application gave may hold a database in memory, which a second one would not see.
            if (extension is RelationalOptionsExtension { Connection: not null } && _sqlite)
                return Verdict.Closed;
            if (extension is RelationalOptionsExtension { ExecutionStrategyFactory: not null })
                verdict = Verdict.Retries;
        }

        return verdict;
    }

    private static bool SeesReads(IInterceptor interceptor) =>
        interceptor is IDbCommandInterceptor or IDbConnectionInterceptor or IMaterializationInterceptor or IQueryExpressionInterceptor;

    private static bool IsObserved(DbContext context)
    {
        var commands = context.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Command>>();
        return commands.Logger.IsEnabled(LogLevel.Information)
            || commands.DbContextLogger.ShouldLog(RelationalEventId.CommandExecuted, LogLevel.Information)
            || (commands.DiagnosticSource as DiagnosticListener)?.IsEnabled() != false;
    }

    private sealed record Judgement(IDbContextOptions Options, Verdict Verdict);
}
