namespace HotPath.Results;

/// <summary>All that was measured of a row.</summary>
internal sealed record RowResult(string Name, string Driver, List<Sample> Samples)
{
    public double? DatabaseTrips { get; set; }

    public double? RedisTrips { get; set; }

    /// <summary>What the server had resident after the last round, in MiB.</summary>
    public double? Memory { get; set; }

    public Spread RequestsPerSecond => Of(sample => sample.RequestsPerSecond);

    public Spread P50 => Of(sample => sample.P50);

    public Spread P99 => Of(sample => sample.P99);

    public Spread Allocated => Of(sample => sample.Allocated);

    public Spread Processor => Of(sample => sample.Processor);

    public Spread Of(Func<Sample, double> figure) => Spread.Of(Samples.Select(figure));
}
