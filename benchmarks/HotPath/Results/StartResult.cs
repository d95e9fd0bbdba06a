namespace HotPath.Results;

/// <summary>The starts of a program.</summary>
internal sealed record StartResult(string Name, List<StartSample> Samples)
{
    public Spread Time => Spread.Of(Samples.Select(sample => sample.Milliseconds));

    public Spread Memory => Spread.Of(Samples.Select(sample => sample.Memory));
}

/// <summary>One start: the milliseconds to the first answer, and the MiB that are resident by then.</summary>
internal sealed record StartSample(double Milliseconds, double Memory);
