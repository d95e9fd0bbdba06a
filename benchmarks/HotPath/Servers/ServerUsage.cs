namespace HotPath.Servers;

/// <summary>What a server has used since it started.</summary>
/// <param name="Allocated">Bytes from the garbage collector.</param>
/// <param name="Processor">Microseconds of processors.</param>
/// <param name="Trips">Round trips to the database, where they are counted.</param>
internal sealed record ServerUsage(long Allocated, double Processor, long Trips);
