using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HotPath.Servers;

/// <summary>How often the database was asked. Only servers of the counting pass count, so that it slows none that is timed.</summary>
internal static class Counter
{
    private static long _trips;

    public static bool IsOn { get; set; }

    public static long Trips => Interlocked.Read(ref _trips);

    public static void Add()
    {
        if (IsOn)
            Interlocked.Increment(ref _trips);
    }

    /// <summary>Counts commands.</summary>
    internal sealed class OfCommands : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Add();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Add();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Add();
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>Counts commits. The beginning of a transaction travels with its first command.</summary>
    internal sealed class OfCommits : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Add();
            return ValueTask.FromResult(result);
        }
    }
}
