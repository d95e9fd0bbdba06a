using HotPath.Loads;
using HotPath.Servers;

namespace HotPath.Results;

/// <summary>What one turn of a row came to.</summary>
/// <param name="RequestsPerSecond">Requests a second.</param>
/// <param name="P50">The median time of a request, in milliseconds.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Allocated">The bytes that the server allocated, divided by the requests.</param>
/// <param name="Processor">The microseconds of processors that the server used, divided by the requests. Databases are processes of their own, SQLite is not.</param>
internal sealed record Sample(double RequestsPerSecond, double P50, double P99, double Allocated, double Processor)
{
    public static Sample Of(LoadResult load, ServerUsage before, ServerUsage after) => new(
        load.Requests / load.Seconds, load.P50, load.P99, (double)(after.Allocated - before.Allocated) / load.Requests, (after.Processor - before.Processor) / load.Requests);
}
