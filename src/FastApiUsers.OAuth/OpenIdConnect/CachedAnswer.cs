using System.Diagnostics.CodeAnalysis;

namespace FastApiUsers.OAuth;

/// <summary>
/// What a provider said, kept for a while. One request at a time asks anew; when that fails, the old answer stays, and those who
/// waited for it share the failure instead of asking one after the other.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle nobody asks for holds nothing to dispose.")]
internal sealed class CachedAnswer<T>(Func<CancellationToken, Task<T>> read, OpenIdConnectClientOptions options)
    where T : class
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile State _state = new(null, DateTimeOffset.MinValue, DateTimeOffset.MinValue, 0, null);

    /// <summary>The answer, not older than the refresh interval unless the provider fails.</summary>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        var seen = _state;
        if (seen.Value is { } value && (Now - seen.ReadAt < options.RefreshInterval || IsRecent(seen)))
            return value;

        return await ReadAsync(seen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An answer later than one that did not do, unless the provider was asked within the minimum.</summary>
    public async Task<T> GetLaterAsync(T unfit, CancellationToken cancellationToken)
    {
        var seen = _state;
        if (seen.Value is { } value && (!ReferenceEquals(value, unfit) || IsRecent(seen)))
            return value;

        return await ReadAsync(seen, cancellationToken).ConfigureAwait(false);
    }

    private DateTimeOffset Now => options.Http.Time.GetUtcNow();

    private bool IsRecent(State state) => Now - state.TriedAt < options.MinimumRefreshInterval;

    private async Task<T> ReadAsync(State seen, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_state.Tries == seen.Tries)
                _state = await TryAsync(seen, cancellationToken).ConfigureAwait(false);

            return _state.Value ?? throw new OAuthException(_state.Failure!.Kind, _state.Failure.Message, _state.Failure.Error, _state.Failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<State> TryAsync(State seen, CancellationToken cancellationToken)
    {
        var now = Now;
        try
        {
            return new State(await read(cancellationToken).ConfigureAwait(false), now, now, seen.Tries + 1, null);
        }
        catch (OAuthException exception)
        {
            return seen with { TriedAt = now, Tries = seen.Tries + 1, Failure = exception };
        }
    }

    private sealed record State(T? Value, DateTimeOffset ReadAt, DateTimeOffset TriedAt, long Tries, OAuthException? Failure);
}
