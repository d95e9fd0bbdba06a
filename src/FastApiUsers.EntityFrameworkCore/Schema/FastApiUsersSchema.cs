using FastApiUsers.EntityFrameworkCore.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.EntityFrameworkCore;

/// <summary>Makes the library's tables in a database, be it a new one or one of FastAPI Users.</summary>
public static class FastApiUsersSchema
{
    /// <summary>
    /// Adds what a database lacks of the library's tables: tables and indexes, and the database itself. It never alters or drops
    /// anything, does nothing the second time, and may be called by several nodes at once. The application's own tables are not
    /// its business. What it did is logged too, under the category <c>FastApiUsers.EntityFrameworkCore</c>.
    /// <para>Where rows hinder a unique index, as addresses do that differ in their case, it makes one that is not unique, so that
    /// look-ups stay fast, and says so in <see cref="SchemaReport.Warnings"/>.</para>
    /// </summary>
    /// <param name="context">A context whose model calls <c>UseFastApiUsers</c>, on SQLite or PostgreSQL.</param>
    /// <param name="cancellationToken">Stops it. There is no time-out: an index of a large table takes its time.</param>
    /// <exception cref="InvalidOperationException">A table that is there lacks a column of the model, or the context is not set up for the library.</exception>
    /// <exception cref="NotSupportedException">The database is neither SQLite nor PostgreSQL.</exception>
    public static async Task<SchemaReport> EnsureAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var catalogue = Catalogue.Of(context);
        var update = new SchemaUpdate(context, LibrarySchema.Of(context), catalogue);

        var timeout = context.Database.GetCommandTimeout();
        context.Database.SetCommandTimeout(0);
        SchemaReport report;
        try
        {
            report = await update.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.Database.SetCommandTimeout(timeout);
        }

        SchemaLog.Write(context.GetService<ILoggerFactory>(), report);
        return report;
    }
}
