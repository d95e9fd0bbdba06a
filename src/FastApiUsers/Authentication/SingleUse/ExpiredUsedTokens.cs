namespace FastApiUsers.Authentication;

/// <summary>The marks of used tokens that are over, in a store that does not forget by itself. The original has none, so no other program minds.</summary>
internal sealed class ExpiredUsedTokens(IUsedTokens used, TimeProvider time) : IExpiredEntries
{
    public string Name => "marks of used tokens";

    public async Task<int> RemoveBatchAsync(TokenCleanupOptions options, CancellationToken cancellationToken) =>
        options.Enabled == false || used is not IPrunableUsedTokens prunable
            ? 0
            : await prunable.DeleteExpiredAsync(time.GetUtcNow(), options.BatchSize, cancellationToken).ConfigureAwait(false);
}
