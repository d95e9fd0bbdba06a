using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FastApiUsers.Tests.EntityFramework;

/// <summary>Keeps the statements that Entity Framework Core sends, with their parameters.</summary>
internal sealed class StatementRecorder : DbCommandInterceptor
{
    public List<DbCommand> Statements { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Statements.Add(Copy(command));
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Statements.Add(Copy(command));
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    private static DbCommand Copy(DbCommand command)
    {
        var copy = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // The statement that was sent.
        copy.CommandText = command.CommandText;
#pragma warning restore CA2100
        foreach (DbParameter parameter in command.Parameters)
        {
            var same = parameter is ICloneable cloneable ? (DbParameter)cloneable.Clone() : copy.CreateParameter();
            (same.ParameterName, same.Value) = (parameter.ParameterName, parameter.Value);
            copy.Parameters.Add(same);
        }

        return copy;
    }
}
