namespace HotPath.Results;

/// <summary>What a figure is to be beside another.</summary>
/// <param name="Text">What is compared.</param>
/// <param name="Row">The row that is judged.</param>
/// <param name="Beside">The row that it is compared with.</param>
/// <param name="Kind">How they are compared.</param>
/// <param name="Bound">The bound.</param>
internal sealed record Aim(string Text, string Row, string Beside, AimKind Kind, double Bound)
{
    /// <summary>The figure, from the medians, and for what is measured each round that of the rounds; nothing where a row was not measured.</summary>
    public AimResult? Judge(IReadOnlyDictionary<string, RowResult> rows)
    {
        if (!rows.TryGetValue(Row, out var row) || !rows.TryGetValue(Beside, out var beside))
            return null;

        return Kind switch
        {
            AimKind.ThroughputAtLeast => OfRounds(row, beside, sample => sample.RequestsPerSecond, (left, right) => left / right, atLeast: true),
            AimKind.TimeAtMost => OfRounds(row, beside, sample => sample.P50, (left, right) => left / right, atLeast: false),
            AimKind.MoreAllocatedAtMost => OfRounds(row, beside, sample => sample.Allocated, (left, right) => left - right, atLeast: false),
            AimKind.MemoryAtMost => Of(row.Memory / beside.Memory, atLeast: false),
            AimKind.DatabaseTripsAtMost => Of(row.DatabaseTrips, atLeast: false),
            _ => Of(row.RedisTrips, atLeast: false),
        };
    }

    private AimResult OfRounds(RowResult row, RowResult beside, Func<Sample, double> figure, Func<double, double, double> compare, bool atLeast)
    {
        var value = compare(row.Of(figure).Median, beside.Of(figure).Median);
        return new AimResult(this, value, Spread.Of(row.Samples.Zip(beside.Samples, (left, right) => compare(figure(left), figure(right)))), IsMet(value, atLeast), atLeast);
    }

    private AimResult? Of(double? value, bool atLeast) => value is { } known ? new AimResult(this, known, null, IsMet(known, atLeast), atLeast) : null;

    private bool IsMet(double value, bool atLeast) => atLeast ? value >= Bound : value <= Bound;
}

/// <summary>What is compared.</summary>
internal enum AimKind
{
    /// <summary>Requests a second, divided.</summary>
    ThroughputAtLeast,

    /// <summary>The median times, divided.</summary>
    TimeAtMost,

    /// <summary>Bytes a request, subtracted.</summary>
    MoreAllocatedAtMost,

    /// <summary>Resident memory, divided.</summary>
    MemoryAtMost,

    /// <summary>Round trips to the database, alone.</summary>
    DatabaseTripsAtMost,

    /// <summary>Commands of Redis, alone.</summary>
    RedisTripsAtMost,
}

/// <summary>How an aim stands.</summary>
internal sealed record AimResult(Aim Aim, double Value, Spread? OfRounds, bool IsMet, bool IsAtLeast);
