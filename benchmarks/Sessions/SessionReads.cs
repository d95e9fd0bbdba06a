using System.Data.Common;
using System.Globalization;
using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sessions;

/// <summary>Counts what is read of the store of sessions, a table or Redis.</summary>
internal sealed class SessionReads : DbCommandInterceptor
{
    // The commands by which sessions are read; nothing else of the library sends them in a request.
    private static readonly string[] RedisReads = ["cmdstat_hmget:calls=", "cmdstat_zrangebyscore:calls="];

    private long _statements;

    public long Statements => Interlocked.Read(ref _statements);

    public static async Task<long> CountAsync(RedisServer redis)
    {
        var calls = 0L;
        foreach (var line in (await redis.CommandAsync("INFO", "commandstats")).Split('\n'))
        {
            if (Array.Find(RedisReads, name => line.StartsWith(name, StringComparison.Ordinal)) is { } read)
                calls += long.Parse(line.AsSpan(read.Length, line.IndexOf(',', StringComparison.Ordinal) - read.Length), CultureInfo.InvariantCulture);
        }

        return calls;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.CommandText.Contains("user_session", StringComparison.Ordinal))
            Interlocked.Increment(ref _statements);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
