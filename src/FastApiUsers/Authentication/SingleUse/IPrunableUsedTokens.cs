namespace FastApiUsers.Authentication;

/// <summary>Marks of used tokens in a store that does not forget by itself. The library prunes it as <see cref="TokenCleanupOptions"/> say.</summary>
public interface IPrunableUsedTokens : IUsedTokens
{
    /// <summary>Removes marks that are over at this time, but no more than so many.</summary>
    /// <returns>How many were removed. Fewer than <paramref name="limit"/>: none is left.</returns>
    Task<int> DeleteExpiredAsync(DateTimeOffset time, int limit, CancellationToken cancellationToken);
}
