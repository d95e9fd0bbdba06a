using FastApiUsers.TestServers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>Contexts that a test makes by hand.</summary>
internal static class Contexts
{
    public static TContext Open<TContext>(TestDatabase database, Func<DbContextOptions<TContext>, TContext> create, ILoggerFactory? loggers = null)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        database.Use(options.UseLoggerFactory(loggers).UseFastApiUsers());
        return create(options.Options);
    }
}
