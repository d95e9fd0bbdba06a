using FastApiUsers.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Prepares a context for the library's tables.</summary>
public static class FastApiUsersDbContextOptionsBuilderExtensions
{
    /// <summary>
    /// Stores the library's tables as FastAPI Users does on this database. <c>AddEntityFrameworkDatabase</c> calls it for the
    /// contexts of the services; call it where you make options by hand, as in a design-time factory.
    /// </summary>
    /// <param name="options">The options of the context.</param>
    public static DbContextOptionsBuilder UseFastApiUsers(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new FastApiUsersOptionsExtension());
        return options;
    }
}
