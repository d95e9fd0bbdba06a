using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using FastApiUsers.EntityFrameworkCore.Model;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Waits for a database server that starts together with the program.</summary>
internal static partial class DatabaseStart
{
    private const string NoSuchDatabase = "3D000";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public static async Task WaitAsync(DatabaseFacade database, TimeSpan limit, string limitName, bool mayBeMissing, CancellationToken cancellationToken)
    {
        // A database in a file or in memory is there, or can be made.
        if (!database.IsRelational() || database.ProviderName == SqliteStorage.ProviderName)
            return;

        var connection = database.GetDbConnection();
        if (connection.State == ConnectionState.Open)
            return;

        var server = $"'{connection.Database}' at {connection.DataSource}";
        var start = Stopwatch.GetTimestamp();
        var pause = FirstPause;
        Exception? before = null;
        for (var attempt = 1; ; attempt++)
        {
            var failure = await TryAsync(connection, limit - Stopwatch.GetElapsedTime(start), cancellationToken).ConfigureAwait(false);
            if (failure is null || (mayBeMissing && failure is DbException { SqlState: NoSuchDatabase }))
                return;

            // What an attempt said that ran its course says more than that the last one was cut short.
            if (failure is DatabaseUnavailableException && before is not null)
                failure = before;
            before = failure;
            if (!SqlOutage.IsOutage(failure))
                throw new InvalidOperationException($"The database {server} refuses the connection: {failure.Message}{Advise(failure)}", failure);
            if (Stopwatch.GetElapsedTime(start) + pause >= limit)
            {
                throw new DatabaseUnavailableException(
                    string.Create(CultureInfo.InvariantCulture, $"The database {server} did not answer within {limit} ({limitName}). Connecting was tried {attempt} times; last: {failure.Message} Start the server, correct the connection string, or raise the limit."),
                    failure);
            }

            if (attempt == 1)
                Waiting(database.GetService<ILoggerFactory>().CreateLogger(typeof(DatabaseStart)), server, limit, failure.Message);
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <returns>Why it failed, or <see langword="null"/> where the server answered.</returns>
    private static async Task<Exception?> TryAsync(DbConnection connection, TimeSpan left, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        try
        {
            // A client may not heed the cancellation while it shakes hands with a server that says nothing. A connection of its own
            // is left to itself then; the context's cannot be.
            await (connection is ICloneable cloneable
                ? AskAsync((DbConnection)cloneable.Clone(), deadline.Token).WaitAsync(deadline.Token)
                : AskAsync(connection, deadline.Token)).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new DatabaseUnavailableException("It accepted the connection or the question, and said nothing.", exception);
        }
        catch (Exception exception) when (exception is DbException or SocketException or TimeoutException)
        {
            return exception;
        }
    }

    private static async Task AskAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    private static string Advise(Exception failure) => (failure as DbException)?.SqlState switch
    {
        "28P01" or "28000" => " Correct the user name and the password in the connection string.",
        NoSuchDatabase => " Create it, or correct its name in the connection string.",
        _ => "",
    };

    [LoggerMessage(61, LogLevel.Warning, "Waiting up to {Limit} for the database {Database}: {Failure}")]
    private static partial void Waiting(ILogger logger, string database, TimeSpan limit, string failure);
}
