using Microsoft.Extensions.Logging;

namespace FastApiUsers.EntityFrameworkCore.Schema;

/// <summary>What is logged of a change of the schema.</summary>
internal static partial class SchemaLog
{
    public static void Write(ILoggerFactory loggers, SchemaReport report)
    {
        var logger = loggers.CreateLogger("FastApiUsers.EntityFrameworkCore");
        if (report.CreatedDatabase)
            DatabaseCreated(logger);
        foreach (var table in report.CreatedTables)
            TableCreated(logger, table);
        foreach (var index in report.CreatedIndexes)
            IndexCreated(logger, index);
        foreach (var warning in report.Warnings)
            Warned(logger, warning);
    }

    [LoggerMessage(70, LogLevel.Information, "Created the database.")]
    private static partial void DatabaseCreated(ILogger logger);

    [LoggerMessage(71, LogLevel.Information, "Created the table {Table}.")]
    private static partial void TableCreated(ILogger logger, string table);

    [LoggerMessage(72, LogLevel.Information, "Created the index {Index}.")]
    private static partial void IndexCreated(ILogger logger, string index);

    [LoggerMessage(73, LogLevel.Warning, "{Warning}")]
    private static partial void Warned(ILogger logger, string warning);
}
