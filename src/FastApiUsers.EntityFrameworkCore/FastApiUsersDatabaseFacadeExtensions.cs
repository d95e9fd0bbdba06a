using FastApiUsers.EntityFrameworkCore;
using FastApiUsers.Users;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Waits for the database when a program starts.</summary>
public static class FastApiUsersDatabaseFacadeExtensions
{
    /// <summary>
    /// Waits until the database server answers, for a program that makes its tables when it starts. Only what may pass is waited for: a
    /// server that cannot be reached, or is starting. A database in a file or in memory is not waited for. One that does not exist yet is for the
    /// program to make.
    /// </summary>
    /// <param name="database">The context's database.</param>
    /// <param name="limit">How long at most; by default as <see cref="DatabaseOptions.StartTimeout"/> is by default.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DatabaseUnavailableException">The server did not answer within the limit.</exception>
    /// <exception cref="InvalidOperationException">The server refuses the connection: a wrong password.</exception>
    public static Task WaitUntilReadyAsync(this DatabaseFacade database, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var longest = limit ?? new DatabaseOptions().StartTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(longest, TimeSpan.Zero, nameof(limit));
        return DatabaseStart.WaitAsync(database, longest, $"the limit of {nameof(WaitUntilReadyAsync)}", mayBeMissing: true, cancellationToken);
    }
}
