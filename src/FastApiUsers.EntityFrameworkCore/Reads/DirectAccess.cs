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
/// The way to the database past Entity Framework Core, for a read that nobody can tell from the ordinary one: where the application
/// has interceptors, a retrying strategy, a log of commands or a diagnostic listener, a transaction or an open connection, there is none.
/// </summary>
internal sealed class DirectAccess
{
    private readonly bool _sqlite;

    // Of a pooled context all instances have the same options.
    private Judgement? _last;

    private DirectAccess(bool sqlite) => _sqlite = sqlite;

    /// <summary>The way, or <see langword="null"/> for a database that it was not tried with.</summary>
    public static DirectAccess? TryCreate(DbContext context) => context.Database.ProviderName switch
    {
        SqliteStorage.ProviderName => new(sqlite: true),
        PostgreSqlStorage.ProviderName => new(sqlite: false),
        _ => null,
    };

    /// <summary>A closed connection for one read, or <see langword="null"/>.</summary>
    public DbConnection? TryConnect(DbContext context)
    {
        var options = context.GetService<IDbContextOptions>();
        var last = _last;
        if (last?.Options != options)
            _last = last = new(options, Allows(options));
        if (!last.IsAllowed || context.Database.CurrentTransaction is not null || Transaction.Current is not null || IsObserved(context))
            return null;

        var connection = context.Database.GetDbConnection();
        if (connection.State != ConnectionState.Closed)
            return null;
        return _sqlite ? CreateLike(connection) : connection;
    }

    /// <summary>Gives the connection back.</summary>
    public ValueTask ReleaseAsync(DbConnection connection) => _sqlite ? connection.DisposeAsync() : new(connection.CloseAsync());

    // The context's own connection tells SQLite all functions of Entity Framework Core anew each time that it is opened, from the pool too. A plain
    // one comes from the same pool, and needs none of them.
    private static DbConnection CreateLike(DbConnection connection)
    {
        var plain = DbProviderFactories.GetFactory(connection)!.CreateConnection()!;
        plain.ConnectionString = connection.ConnectionString;
        return plain;
    }

    // A connection to SQLite that the application gave may hold a database in memory, which a second one would not see.
    private bool Allows(IDbContextOptions options) => options.Extensions.All(extension => extension switch
    {
        CoreOptionsExtension core => core.Interceptors?.Any(SeesReads) != true,
        RelationalOptionsExtension relational => relational.ExecutionStrategyFactory is null && !(_sqlite && relational.Connection is not null),
        _ => true,
    });

    private static bool SeesReads(IInterceptor interceptor) =>
        interceptor is IDbCommandInterceptor or IDbConnectionInterceptor or IMaterializationInterceptor or IQueryExpressionInterceptor;

    private static bool IsObserved(DbContext context)
    {
        var commands = context.GetService<IDiagnosticsLogger<DbLoggerCategory.Database.Command>>();
        return commands.Logger.IsEnabled(LogLevel.Information)
            || commands.DbContextLogger.ShouldLog(RelationalEventId.CommandExecuted, LogLevel.Information)
            || (commands.DiagnosticSource as DiagnosticListener)?.IsEnabled() != false;
    }

    private sealed record Judgement(IDbContextOptions Options, bool IsAllowed);
}
