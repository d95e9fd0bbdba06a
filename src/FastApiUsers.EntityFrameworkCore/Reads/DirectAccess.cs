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
        var last = JudgeOptions(context);
        return last.Verdict == Verdict.Closed || context.Database.CurrentTransaction is not null || Transaction.Current is not null
            || context.Database.GetEnlistedTransaction() is not null || IsObserved(context, last.Level)
            || context.Database.GetDbConnection().State != ConnectionState.Closed
                ? Verdict.Closed
                : last.Verdict;
    }

    /// <summary>Says that an operation of the context begins, which no other one may run beside; <see langword="null"/> where the application wants no such check.</summary>
    public IDisposable? Enter(DbContext context) =>
        JudgeOptions(context).ChecksThreads ? context.GetService<IConcurrencyDetector>().EnterCriticalSection() : null;

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

    private Judgement JudgeOptions(DbContext context)
    {
        var options = context.GetService<IDbContextOptions>();
        var last = _last;
        if (last?.Options != options)
            _last = last = Judge(context, options);
        return last;
    }

    private Judgement Judge(DbContext context, IDbContextOptions options)
    {
        var core = options.FindExtension<CoreOptionsExtension>();
        return new(options, IsPlain(context, core) ? Judge(options) : Verdict.Closed, LevelOf(core), core?.ThreadSafetyChecksEnabled != false);
    }

    private Verdict Judge(IDbContextOptions options)
    {
        var verdict = Verdict.Open;
        foreach (var relational in options.Extensions.OfType<RelationalOptionsExtension>())
        {
            // A connection to SQLite that the application gave may hold a database in memory, which a second one would not see.
            if (_sqlite && relational.Connection is not null)
                return Verdict.Closed;
            if (relational.ExecutionStrategyFactory is not null)
                verdict = Verdict.Retries;
        }

        return verdict;
    }

    // Interceptors may also come with an extension of the options, and a replaced service may do anything.
    private static bool IsPlain(DbContext context, CoreOptionsExtension? core)
    {
        var interceptors = context.GetService<IInterceptors>();
        return core is not { DbContextLogger: not null } and not { InternalServiceProvider: not null } and not { ReplacedServices.Count: > 0 }
            && interceptors.Aggregate<IDbCommandInterceptor>() is null && interceptors.Aggregate<IDbConnectionInterceptor>() is null
            && !context.GetService<IEnumerable<ISingletonInterceptor>>().Any();
    }

    private static LogLevel LevelOf(CoreOptionsExtension? core) =>
        core?.WarningsConfiguration.GetLevel(RelationalEventId.CommandExecuted) ?? LogLevel.Information;

    private static bool IsObserved(DbContext context, LogLevel level)
    {
        var commands = context.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Command>>();
        return commands.Logger.IsEnabled(level) || (commands.DiagnosticSource as DiagnosticListener)?.IsEnabled() != false;
    }

    /// <param name="Options">What was judged.</param>
    /// <param name="Verdict">Whether the options allow it.</param>
    /// <param name="Level">The level at which commands are logged.</param>
    /// <param name="ChecksThreads">Whether two operations at once on one context are to be noticed.</param>
    private sealed record Judgement(IDbContextOptions Options, Verdict Verdict, LogLevel Level, bool ChecksThreads);
}
