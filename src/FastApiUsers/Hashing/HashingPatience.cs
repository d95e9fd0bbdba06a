namespace FastApiUsers.Hashing;

/// <summary>
/// How long the hashes of one scope, which is a request's, may still wait for their turn: all of them together, because the client
/// waits for them together. What was waited comes back as time passes without waiting, so a scope that lives long does not run out.
/// </summary>
internal sealed class HashingPatience(TimeSpan whole, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TimeSpan _waited;
    private long _waitedUntil;

    public TimeSpan Left
    {
        get
        {
            lock (_lock)
                return AtLeastZero(whole - Waited(time.GetTimestamp()));
        }
    }

    /// <summary>Takes off a wait that ends now. Of two at the same time, what they have in common counts once.</summary>
    public void Spend(long waitingSince)
    {
        lock (_lock)
        {
            var since = Math.Max(waitingSince, _waitedUntil);
            _waited = Waited(since) + time.GetElapsedTime(since);
            _waitedUntil = time.GetTimestamp();
        }
    }

    private TimeSpan Waited(long now) => AtLeastZero(_waited - time.GetElapsedTime(_waitedUntil, now));

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
