namespace FastApiUsers.Sessions;

/// <summary>A session as this node remembers it.</summary>
internal sealed class CachedSession<TId>(UserSession<TId> session, long readAt)
{
    private long _used = session.LastUsedAt.UtcTicks;
    private long _noted = session.LastUsedAt.UtcTicks;

    public UserSession<TId> Session { get; } = session;

    /// <summary>When it was read, by the clock that only moves forward.</summary>
    public long ReadAt { get; } = readAt;

    public DateTimeOffset LastUsedAt => new(Interlocked.Read(ref _used), TimeSpan.Zero);

    /// <summary>Notes that it is used now.</summary>
    /// <returns>Whether that is for the store as well: the first time in so long.</returns>
    public bool Use(DateTimeOffset now, TimeSpan interval)
    {
        Interlocked.Exchange(ref _used, now.UtcTicks);
        var noted = Interlocked.Read(ref _noted);
        return now.UtcTicks - noted >= interval.Ticks && Interlocked.CompareExchange(ref _noted, now.UtcTicks, noted) == noted;
    }

    /// <summary>Goes on from what this node knew before it read the session again.</summary>
    public void Continue(CachedSession<TId> before)
    {
        _used = Math.Max(_used, before.LastUsedAt.UtcTicks);
        _noted = Math.Max(_noted, Interlocked.Read(ref before._noted));
    }
}
