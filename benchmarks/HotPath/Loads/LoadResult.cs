namespace HotPath.Loads;

/// <summary>What a turn came to.</summary>
/// <param name="Requests">The requests that were answered, all of them well.</param>
/// <param name="Seconds">The time of the turn.</param>
/// <param name="P50">The median of the times of the requests, in milliseconds.</param>
/// <param name="P99">The 99th percentile.</param>
internal sealed record LoadResult(long Requests, double Seconds, double P50, double P99)
{
    public static LoadResult Of(List<double> times, double seconds)
    {
        times.Sort();
        return new LoadResult(times.Count, seconds, times[times.Count / 2], times[Math.Min(times.Count - 1, times.Count * 99 / 100)]);
    }
}
