using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace FastApiUsers.EntityFrameworkCore.Reads;

/// <summary>
/// Reads the row of a primary key by a command of ADO.NET. Every request with a token pays such a read, and most of what Entity
/// Framework Core spends on it, in time and in memory, goes into the way to the database and not into the row.
/// </summary>
internal sealed class DirectRead<TEntity, TKey>
    where TEntity : class
{
    private readonly string _sql;
    private readonly string _parameter;
    private readonly RelationalTypeMapping _key;
    private readonly Func<DbDataReader, TEntity> _read;
    private readonly DirectAccess _access;

    private DirectRead(DbContext context, DirectAccess access, IEntityType type, IProperty key, IReadOnlyList<IProperty> columns)
    {
        _access = access;
        var helper = context.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        string Name(IProperty property) => helper.DelimitIdentifier(property.GetColumnName(table)!);

        _parameter = helper.GenerateParameterName("key");
        _sql = $"SELECT {string.Join(", ", columns.Select(Name))} FROM {helper.DelimitIdentifier(table.Name, table.Schema)} WHERE {Name(key)} = {helper.GenerateParameterNamePlaceholder("key")}";
        _key = key.GetRelationalTypeMapping();
        _read = RowReader.Compile<TEntity>(type, columns);
    }

    /// <summary>The read, or <see langword="null"/> where the model or the database asks for more than a row of a table.</summary>
    public static DirectRead<TEntity, TKey>? TryCreate(DbContext context) =>
        DirectAccess.TryCreate(context) is { } access
        && context.Model.FindEntityType(typeof(TEntity)) is { } type
        && type.FindPrimaryKey() is { Properties: [var key] } && key.ClrType == typeof(TKey)
        && RowReader.FindColumns(type) is { } columns
            ? new(context, access, type, key, columns)
            : null;

    /// <summary>The read, or <see langword="null"/> where the context has to be asked instead.</summary>
    public Task<TEntity?>? TryReadAsync(DbContext context, TKey key, CancellationToken cancellationToken) => _access.Judge(context) switch
    {
        DirectAccess.Verdict.Closed => null,
        DirectAccess.Verdict.Retries => context.Database.CreateExecutionStrategy().ExecuteAsync(
            (Read: this, context, key), static (_, state, token) => state.Read.ReadAsync(state.context, state.key, token), verifySucceeded: null, cancellationToken),
        _ => ReadAsync(context, key, cancellationToken),
    };

    private async Task<TEntity?> ReadAsync(DbContext context, TKey key, CancellationToken cancellationToken)
    {
        using var operation = _access.Enter(context);
        var connection = _access.Connect(context);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var command = connection.CreateCommand();
            command.CommandText = _sql;
            if (context.Database.GetCommandTimeout() is { } seconds)
                command.CommandTimeout = seconds;
            command.Parameters.Add(_key.CreateParameter(command, _parameter, key));
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken).ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? _read(reader) : null;
        }
        finally
        {
            await _access.ReleaseAsync(connection).ConfigureAwait(false);
        }
    }
}
