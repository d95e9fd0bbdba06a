namespace FastApiUsers.Users;

/// <summary>
/// Lets one request at a time refresh the tokens of an account: a provider that rotates refresh tokens takes the second use of one for
/// theft (RFC 9700 section 4.14.2).
/// </summary>
internal sealed class OAuthRefreshLocks : IDisposable
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    // Accounts that share one wait for each other's provider, for the time-out of a request at the most.
    public SemaphoreSlim Of<TId>(TId accountId)
        where TId : notnull => _locks[(uint)accountId.GetHashCode() % _locks.Length];

    public void Dispose()
    {
        foreach (var one in _locks)
            one.Dispose();
    }
}
