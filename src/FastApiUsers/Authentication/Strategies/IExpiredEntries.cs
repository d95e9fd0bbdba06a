namespace FastApiUsers.Authentication;

/// <summary>What one kind of users leaves in a store after it has expired.</summary>
internal interface IExpiredEntries
{
    /// <summary>What it is, for the log: <c>access tokens of User</c>.</summary>
    string Name { get; }

    /// <summary>Removes as many as one statement should.</summary>
    /// <returns>How many there were. Fewer than <see cref="TokenCleanupOptions.BatchSize"/>: none is left.</returns>
    Task<int> RemoveBatchAsync(TokenCleanupOptions options, CancellationToken cancellationToken);
}
