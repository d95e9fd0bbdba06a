using System.Data.Common;
using FastApiUsers.Users;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>
/// Tells a database that does not answer by what the provider throws, whatever Entity Framework Core has wrapped it in. Most say so
/// themselves; of the others the exceptions are known by name, so that the adapter needs none of their packages.
/// </summary>
internal sealed class SqlOutage : IOutageDetector
{
    // https://www.sqlite.org/rescode.html: busy, locked, i/o error, full, cannot open, locking protocol.
    private static readonly int[] SqliteCodes = [5, 6, 10, 13, 14, 15];

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: ended by statement_timeout or an administrator, and written to
    // a standby that was the primary. The provider does not count them among those that pass.
    private static readonly string[] PostgreSqlStates = ["57014", "25006"];

    bool IOutageDetector.IsOutage(Exception exception) => IsOutage(exception);

    public static bool IsOutage(Exception? exception) => exception switch
    {
        null => false,
        DatabaseUnavailableException => true,
        DbException failure when IsOutage(failure) => true,
        AggregateException several => several.InnerExceptions.Any(IsOutage),
        _ => IsOutage(exception.InnerException),
    };

    private static bool IsOutage(DbException exception) => exception.IsTransient
        || PostgreSqlStates.Contains(exception.SqlState)
        || exception.GetType().FullName switch
        {
            "Microsoft.Data.Sqlite.SqliteException" =>
                exception.GetType().GetProperty("SqliteErrorCode")?.GetValue(exception) is int code && SqliteCodes.Contains(code),
            // Of several hosts, all were found away, or standbys, a moment ago.
            "Npgsql.NpgsqlException" => exception.Message.StartsWith("No suitable host", StringComparison.Ordinal),
            _ => false,
        };
}
